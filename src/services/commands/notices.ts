import { z } from 'zod';
import { teamRole } from '../input-fields.ts';
import { sendOfficerNotice } from '../notices/officer-notice.ts';
import { command } from './command.ts';
import { typedTeamId } from './typed.ts';

/** A message to the people of one team, within quiet hours, limits and what the platforms allow. */
export const noticeSend = command({
  name: 'notice-send',
  input: z.object({
    teamId: typedTeamId,
    text: z.string().trim().min(1).max(1_000),
    roles: z.array(teamRole).min(1),
  }),
  audit: ({ teamId, text, roles }) => ({
    action: 'notice.send',
    target: teamId,
    change: { roles: roles.join(' '), chars: text.length },
  }),
  run: (notice, deps) => sendOfficerNotice({ ...notice, effectId: `command:${deps.ids.next()}` }, deps),
});
