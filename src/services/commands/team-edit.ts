import { z } from 'zod';
import { line } from '../input-fields.ts';
import { createTeam } from '../teams/create-team.ts';
import { mergeTeams } from '../teams/merge-teams.ts';
import { withdrawTeam } from '../teams/withdraw-team.ts';
import { command } from './command.ts';
import { newTeamId, typedDay, typedTeamId } from './typed.ts';

export const teamCreate = command({
  name: 'team-create',
  input: z.object({
    id: newTeamId,
    commune: line(100),
    villages: z.array(line(100)).min(1).max(20),
    name: line(200).nullable(),
    foundedOn: typedDay.nullable(),
  }),
  audit: ({ id, commune }) => ({ action: 'team.create', target: id, change: { commune } }),
  run: (input, deps) => createTeam({ ...input, decisionNumber: null }, deps),
});

/** Ends a team, or lets it go on as part of another. */
export const teamEnd = command({
  name: 'team-end',
  input: z.object({ teamId: typedTeamId, on: typedDay, into: typedTeamId.nullable() }),
  audit: ({ teamId: id, on, into }) => ({
    action: into === null ? 'team.withdraw' : 'team.merge',
    target: id,
    change: { on, into },
  }),
  async run({ teamId: from, on, into }, deps) {
    if (into === null) await withdrawTeam(from, on, null, deps);
    else await mergeTeams({ from, into, on, effectId: `command:${deps.ids.next()}` }, deps);
    return {};
  },
});
