import type { TeamRole } from '../../domain/effect.ts';
import { notifyDeps, type OfficerDeps } from '../officer-deps.ts';
import { activeTeamOf } from '../teams/find-team.ts';
import { notifyTeam } from './notify-team.ts';

export interface OfficerNotice {
  teamId: string;
  text: string;
  roles: readonly TeamRole[];
  /** The same one twice is told once. */
  effectId: string;
}

/** What became of a notice, in people. */
export interface NoticeCounts {
  /** Of the team with one of the roles, who write with the bot. */
  planned: number;
  /** On their way. */
  queued: number;
  /** For the morning, or for a day with less mail. */
  waiting: number;
  /** Cannot be pushed to; they hear it when they next write. */
  skipped: number;
}

/** An officer tells a team something. @throws {Refused} `team-unknown` or `team-withdrawn`. */
export async function sendOfficerNotice(notice: OfficerNotice, deps: OfficerDeps): Promise<NoticeCounts> {
  const { teamId, text, roles, effectId } = notice;
  await activeTeamOf(teamId, deps.stores);
  const what = { id: effectId, teamId, kind: 'officer', text, roles, button: null };
  const told = await notifyTeam(what, notifyDeps(deps));
  const count = (state: string) => told.filter((one) => one.state === state).length;
  return {
    planned: told.length,
    queued: count('queued') + count('given'),
    waiting: count('waiting'),
    skipped: count('skipped'),
  };
}
