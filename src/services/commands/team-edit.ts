import { z } from 'zod';
import { createTeam } from '../teams/create-team.ts';
import { mergeTeams } from '../teams/merge-teams.ts';
import { addMember } from '../teams/put-member.ts';
import { withdrawTeam } from '../teams/withdraw-team.ts';
import { command } from './command.ts';

const teamId = z.string().regex(/^TTT-\d{3,}$/, 'TTT-012');
const day = z.iso.date();

export const teamCreate = command({
  name: 'team-create',
  input: z.object({
    id: teamId,
    commune: z.string().min(1),
    villages: z.array(z.string().min(1)).min(1),
    name: z.string().min(1).nullable(),
    foundedOn: day.nullable(),
  }),
  audit: ({ id, commune }) => ({ action: 'team.create', target: id, change: { commune } }),
  run: (input, deps) => createTeam({ ...input, decisionNumber: null }, deps),
});

export const teamMember = command({
  name: 'team-member',
  input: z.object({
    teamId,
    name: z.string().trim().min(1).max(80),
    role: z.enum(['leader', 'reporter', 'member']),
  }),
  audit: ({ teamId: id, role }) => ({ action: 'member.add', target: id, change: { role } }),
  run: async ({ teamId: id, ...asked }, deps) => ({
    id: (await addMember(id, { ...asked, phone: null }, deps)).id,
  }),
});

/** Ends a team, or lets it go on as part of another. */
export const teamEnd = command({
  name: 'team-end',
  input: z.object({ teamId, on: day, into: teamId.nullable() }),
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
