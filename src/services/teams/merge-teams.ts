import type { Team } from '../../domain/records/team.ts';
import { allRecords, changeRecord } from '../change-record.ts';
import { seatPerson } from '../effects/take-seat.ts';
import { Refused } from '../refused.ts';
import type { TeamDeps } from './create-team.ts';
import { activeTeamOf, teamOf } from './find-team.ts';
import { memberIdOf } from './put-member.ts';
import { withdrawTeam } from './withdraw-team.ts';

export interface Merge {
  from: string;
  into: string;
  /** First day without the team that goes. */
  on: string;
  effectId: string;
}

/**
 * Lets one team go on as part of another: roster and seats move, what it reported stays its own. Interrupted and done
 * again it goes on where it was.
 *
 * @throws {Refused} `team-unknown`, `team-same`, or `team-withdrawn` when either of them is gone otherwise.
 */
export async function mergeTeams({ from, into, on, effectId }: Merge, deps: TeamDeps): Promise<Team> {
  if (from === into) throw new Refused('team-same');
  const target = await activeTeamOf(into, deps.stores);
  const source = await teamOf(from, deps.stores);
  if (source.withdrawnOn !== null && source.mergedInto !== into) throw new Refused('team-withdrawn');
  await withdrawTeam(from, on, into, deps);
  await moveRoster(from, into, deps);
  await moveSeats(from, into, effectId, deps);
  const villageIds = [...new Set([...target.villageIds, ...source.villageIds])];
  await changeRecord(deps.stores.teams, into, (old) =>
    old.villageIds.length === villageIds.length ? null : { ...old, villageIds },
  );
  return teamOf(into, deps.stores);
}

async function moveRoster(from: string, into: string, { stores }: TeamDeps): Promise<void> {
  for await (const { id, value } of allRecords(stores.members, { index: 'byTeam', equals: [from] })) {
    if (!value.active) continue;
    const newId = memberIdOf(into, value.name);
    const isNew = await stores.members.insertIfAbsent(newId, { ...value, id: newId, teamId: into });
    if (!isNew) {
      // Listed in both teams: one row stays, with whoever sits on either.
      const { claimedBy, claimedByEffect } = value;
      await changeRecord(stores.members, newId, (row) =>
        row.claimedBy === null && claimedBy !== null ? { ...row, claimedBy, claimedByEffect } : null,
      );
    }
    await changeRecord(stores.members, id, (row) => ({ ...row, active: false }));
  }
}

async function moveSeats(from: string, into: string, effectId: string, deps: TeamDeps): Promise<void> {
  const { stores, clock } = deps;
  for await (const { id, value } of allRecords(stores.memberships, { index: 'byTeam', equals: [from] })) {
    if (value.endedAtMs !== null) continue;
    const { personId, role, name, memberId } = value;
    const seat = { teamId: into, personId, role, personName: name, effectId };
    await seatPerson({ ...seat, memberId: memberId && memberIdOf(into, name) }, deps);
    await changeRecord(stores.memberships, id, (old) =>
      old.endedAtMs === null ? { ...old, endedAtMs: clock.businessNow(), effectId } : null,
    );
  }
}
