import { z } from 'zod';
import { teamId, teamRole } from '../../../services/input-fields.ts';
import { sendOfficerNotice } from '../../../services/notices/officer-notice.ts';
import { activeTeamOf } from '../../../services/teams/find-team.ts';
import { writeRoute } from '../route.ts';

export const postNotice = writeRoute({
  method: 'post',
  path: '/teams/:id/notices',
  scope: 'write:notices',
  summary: 'A message to the people of one team, within quiet hours, limits and what the platforms allow',
  params: z.object({ id: teamId }),
  body: z.strictObject({
    text: z.string().trim().min(1).max(1_000),
    roles: z.array(teamRole).min(1).default(['leader', 'reporter']),
  }),
  response: z.object({
    planned: z.number().describe('People of the team with one of these roles who write with the bot.'),
    queued: z.number().describe('On their way.'),
    waiting: z.number().describe('For the morning, or for a day with less mail.'),
    skipped: z.number().describe('Cannot be pushed to; they hear it when they next write.'),
  }),
  target: async ({ params }, { stores }) => [(await activeTeamOf(params.id, stores)).communeId],
  audit: ({ params, body }) => ({
    action: 'notice.send',
    target: params.id,
    change: { roles: body.roles.join(' '), chars: body.text.length },
  }),
  handle: ({ params, body, effectId }, _caller, deps) =>
    sendOfficerNotice({ teamId: params.id, ...body, effectId }, deps),
});
