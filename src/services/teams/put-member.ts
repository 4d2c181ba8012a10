import type { TeamRole } from '../../domain/effect.ts';
import type { Member } from '../../domain/records/team.ts';
import { hashOf } from '../../lib/ids.ts';
import { fold } from '../../vi/fold.ts';
import { changeRecord } from '../change-record.ts';
import type { OfficerDeps } from '../officer-deps.ts';
import { Refused } from '../refused.ts';
import { activeTeamOf } from './find-team.ts';

/** The folded name within the team is the identity of a roster row: a corrected accent is the same person. */
export function memberIdOf(teamId: string, name: string): string {
  return `m-${hashOf(teamId, fold(name)).slice(0, 20)}`;
}

export interface NewMember {
  name: string;
  role: TeamRole;
  phone: string | null;
}

export type MemberDeps = Pick<OfficerDeps, 'stores' | 'clock'>;

/**
 * Adds a row to a team's roster; a row that was set aside comes back. Done again it finds itself.
 *
 * @throws {Refused} `team-unknown`, `team-withdrawn`, or `member-exists` for a listed name with another role or number.
 */
export async function addMember(teamId: string, asked: NewMember, deps: MemberDeps): Promise<Member> {
  await activeTeamOf(teamId, deps.stores);
  const id = memberIdOf(teamId, asked.name);
  const member: Member = {
    ...asked,
    id,
    teamId,
    foldedName: fold(asked.name),
    claimedBy: null,
    claimedByEffect: null,
    active: true,
    updatedAtMs: deps.clock.businessNow(),
  };
  if (await deps.stores.members.insertIfAbsent(id, member)) return member;
  const stored = await changeRecord(deps.stores.members, id, (old) => {
    const { claimedBy, claimedByEffect } = old;
    return old.active ? null : { ...member, claimedBy, claimedByEffect };
  });
  if (!stored || stored.value.role !== asked.role || stored.value.phone !== asked.phone) {
    throw new Refused('member-exists');
  }
  return stored.value;
}

export interface MemberChange {
  role?: TeamRole | undefined;
  phone?: string | null | undefined;
}

/**
 * Changes role or telephone number of a roster row; the seat that somebody took on it follows.
 *
 * @throws {Refused} `member-unknown`, also for a row that was set aside.
 */
export async function updateMember(
  teamId: string,
  memberId: string,
  change: MemberChange,
  deps: MemberDeps,
): Promise<Member> {
  const { active } = await memberOf(teamId, memberId, deps);
  if (!active) throw new Refused('member-unknown');
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const stored = await changeRecord(deps.stores.members, memberId, (old) => ({
    ...old,
    ...given,
    updatedAtMs: deps.clock.businessNow(),
  }));
  if (!stored) throw new Refused('member-unknown');
  const { claimedBy, role } = stored.value;
  if (claimedBy !== null) {
    await changeRecord(deps.stores.memberships, `${teamId}:${claimedBy}`, (old) =>
      old.endedAtMs === null && old.role !== role ? { ...old, role } : null,
    );
  }
  return stored.value;
}

/**
 * Sets a roster row aside, never deletes it, and ends the seat taken on it. Done again it finds itself.
 *
 * @returns The row as it was. @throws {Refused} `member-unknown`.
 */
export async function removeMember(teamId: string, memberId: string, deps: MemberDeps): Promise<Member> {
  const member = await memberOf(teamId, memberId, deps);
  await changeRecord(deps.stores.members, memberId, (old) =>
    old.active || old.claimedBy !== null
      ? { ...old, active: false, claimedBy: null, claimedByEffect: null }
      : null,
  );
  if (member.claimedBy !== null)
    await changeRecord(deps.stores.memberships, `${teamId}:${member.claimedBy}`, (old) =>
      old.endedAtMs === null ? { ...old, endedAtMs: deps.clock.businessNow() } : null,
    );
  return member;
}

async function memberOf(teamId: string, memberId: string, { stores }: MemberDeps): Promise<Member> {
  const member = (await stores.members.get(memberId))?.value;
  if (!member || member.teamId !== teamId) throw new Refused('member-unknown');
  return member;
}
