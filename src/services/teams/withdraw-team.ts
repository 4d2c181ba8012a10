import type { Team } from '../../domain/records/team.ts';
import { allRecords, changeRecord } from '../change-record.ts';
import { revokeJoinCode } from '../join-codes.ts';
import type { TeamDeps } from './create-team.ts';
import { teamOf } from './find-team.ts';

/**
 * Ends a team: from `withdrawnOn` on it owes no sessions and takes no reports. Its sessions, answers and roster stay, and
 * its join codes go. Done again it changes nothing.
 *
 * @param mergedInto - The team that goes on in its place.
 * @throws {Refused} `team-unknown`.
 */
export async function withdrawTeam(
  teamId: string,
  withdrawnOn: string,
  mergedInto: string | null,
  deps: TeamDeps,
): Promise<Team> {
  const team = await teamOf(teamId, deps.stores);
  const stored = await changeRecord(deps.stores.teams, teamId, (old) =>
    old.withdrawnOn !== null
      ? null
      : { ...old, withdrawnOn, mergedInto, updatedAtMs: deps.clock.businessNow() },
  );
  for await (const { id } of allRecords(deps.stores.joinCodes, { index: 'byTeam', equals: [teamId] })) {
    await revokeJoinCode(id, deps);
  }
  return stored?.value ?? team;
}
