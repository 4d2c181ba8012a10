import type { Team } from '../../domain/records/team.ts';
import { joinCodeOf } from '../join-codes.ts';
import type { OfficerDeps } from '../officer-deps.ts';
import { Refused } from '../refused.ts';
import { communeIdOf } from '../units/resolve-commune.ts';
import { putVillages } from './put-villages.ts';

export interface NewTeam {
  id: string;
  name: string | null;
  /** Id, code or name of today's commune, or of one that became part of it. */
  commune: string;
  villages: string[];
  foundedOn: string | null;
  decisionNumber: string | null;
}

export type TeamDeps = Pick<OfficerDeps, 'stores' | 'clock' | 'ids'>;

/**
 * Adds a team with its villages and its two join codes. Done again it finds itself.
 *
 * @throws {Refused} `commune-unknown`, or `team-exists` for a code that says something else.
 */
export async function createTeam(asked: NewTeam, deps: TeamDeps): Promise<Team> {
  const communeId = await communeIdOf(asked.commune, deps.stores);
  const team: Team = {
    id: asked.id,
    name: asked.name ?? `Tổ truyền thông ${asked.villages[0]}`,
    communeId,
    villageIds: await putVillages(communeId, asked.villages, deps.stores),
    foundedOn: asked.foundedOn,
    decisionNumber: asked.decisionNumber,
    withdrawnOn: null,
    demo: false,
    updatedAtMs: deps.clock.businessNow(),
  };
  if (!(await deps.stores.teams.insertIfAbsent(team.id, team))) {
    const known = (await deps.stores.teams.get(team.id))?.value;
    if (!known || !isSame(known, team)) throw new Refused('team-exists');
  }
  await joinCodeOf(team.id, 'reporter', deps);
  await joinCodeOf(team.id, 'member', deps);
  return team;
}

function isSame(known: Team, team: Team): boolean {
  const told = (value: Team) =>
    JSON.stringify([value.name, value.communeId, value.villageIds, value.foundedOn]);
  return told(known) === told(team) && known.withdrawnOn === null;
}
