import type { TeamRole } from '../domain/effect.ts';
import type { MembershipFact, WaitingSeatFact } from '../domain/fact.ts';
import type { WorldSpec } from './talk-spec.ts';

/** What is left of somebody who had everything erased. */
export const NOBODY = {
  ...{ consented: false, consentVersion: null, name: null, optedOut: false, memberships: [] },
  waitingSeat: null,
  returnedCode: null,
  linked: false,
};

export function membershipsOf({ me, foundedOn }: WorldSpec): MembershipFact[] {
  if (me === 'member') return [membership(1, 'member', foundedOn)];
  if (me === 'reporter') return [membership(1, 'leader', foundedOn)];
  if (me === 'two-teams') return [membership(1, 'reporter', foundedOn), membership(2, 'leader', null)];
  return me === 'other-team' ? [membership(2, 'leader', null)] : [];
}

export function waitingSeat(role: TeamRole, sinceOn: string): WaitingSeatFact {
  return { teamId: 'TTT-001', teamName: 'Tổ Thôn Mẫu 01', role, sinceOn };
}

export function membership(team: number, role: TeamRole, foundedOn: string | null): MembershipFact {
  const code = `TTT-00${team}`;
  return {
    teamId: code,
    teamCode: code,
    teamName: `Tổ Thôn Mẫu 0${team}`,
    communeName: 'Xã Mẫu',
    villageNames: [`Thôn Mẫu 0${team}`],
    role,
    foundedOn,
  };
}
