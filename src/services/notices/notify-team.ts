import type { TeamRole } from '../../domain/effect.ts';
import type { Notice } from '../../domain/records/notice.ts';
import { allRecords } from '../change-record.ts';
import { type NewNotice, type NotifyDeps, notifyPerson } from './notify-person.ts';

export interface TeamNotice extends Omit<NewNotice, 'personId'> {
  teamId: string;
  roles: readonly TeamRole[];
  /** Who knows already. */
  except?: readonly string[];
}

/** Tells everybody of a team who has one of these roles. @returns the notices, one a person. */
export async function notifyTeam(notice: TeamNotice, deps: NotifyDeps): Promise<Notice[]> {
  const { id, teamId, roles, except = [], ...said } = notice;
  const told: Notice[] = [];
  const members = allRecords(deps.stores.memberships, { index: 'byTeam', equals: [teamId] });
  for await (const { value } of members) {
    const { personId, role, endedAtMs } = value;
    if (endedAtMs !== null || !roles.includes(role) || except.includes(personId)) continue;
    told.push(await notifyPerson({ ...said, id: `${id}:${personId}`, personId }, deps));
  }
  return told;
}
