import type { TeamRole } from '../../domain/effect.ts';
import type { Notice } from '../../domain/records/notice.ts';
import { allRecords } from '../change-record.ts';
import { peopleOf } from '../links/linked-people.ts';
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
  const knows = new Set(except);
  const members = allRecords(deps.stores.memberships, { index: 'byTeam', equals: [teamId] });
  for await (const { value } of members) {
    const { personId, role, endedAtMs } = value;
    if (endedAtMs !== null || !roles.includes(role) || knows.has(personId)) continue;
    // Who has a seat in each of two linked chats is told once.
    for (const id of await peopleOf(personId, deps.stores)) knows.add(id);
    told.push(await notifyPerson({ ...said, id: `${id}:${personId}`, personId }, deps));
  }
  return told;
}
