import type { Team } from '../../domain/records/team.ts';
import { Refused } from '../refused.ts';
import type { Stores } from '../stores.ts';

/** @throws {Refused} `team-unknown`. */
export async function teamOf(teamId: string, stores: Pick<Stores, 'teams'>): Promise<Team> {
  const team = (await stores.teams.get(teamId))?.value;
  if (!team) throw new Refused('team-unknown');
  return team;
}

/** @throws {Refused} `team-unknown` or `team-withdrawn`. */
export async function activeTeamOf(teamId: string, stores: Pick<Stores, 'teams'>): Promise<Team> {
  const team = await teamOf(teamId, stores);
  if (team.withdrawnOn !== null) throw new Refused('team-withdrawn');
  return team;
}
