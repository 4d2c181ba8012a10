import type { Team } from '../../domain/records/team.ts';
import { changeRecord } from '../change-record.ts';
import type { TeamDeps } from './create-team.ts';
import { activeTeamOf } from './find-team.ts';
import { putVillages } from './put-villages.ts';

export interface TeamChange {
  name?: string | undefined;
  villages?: string[] | undefined;
  foundedOn?: string | null | undefined;
  decisionNumber?: string | null | undefined;
}

/** Changes what is given and leaves the rest. @throws {Refused} `team-unknown` or `team-withdrawn`. */
export async function updateTeam(teamId: string, change: TeamChange, deps: TeamDeps): Promise<Team> {
  const team = await activeTeamOf(teamId, deps.stores);
  const { villages, ...fields } = change;
  const villageIds = villages && (await putVillages(team.communeId, villages, deps.stores));
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const stored = await changeRecord(deps.stores.teams, teamId, (old) => ({
    ...old,
    ...given,
    ...(villageIds ? { villageIds } : {}),
    updatedAtMs: deps.clock.businessNow(),
  }));
  return stored?.value ?? team;
}
