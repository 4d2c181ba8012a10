import { z } from 'zod';
import { normaliseJoinCode } from '../../domain/records/join-code.ts';
import { joinCodeOf, renewJoinCode, revokeJoinCode } from '../join-codes.ts';
import { joinSheet } from '../join-links/join-sheet.ts';
import { joinLinks } from '../join-links/links.ts';
import { Refused } from '../refused.ts';
import { activeTeamOf } from '../teams/find-team.ts';
import { communeIdOf } from '../units/resolve-commune.ts';
import { command } from './command.ts';
import { typedTeamId } from './typed.ts';

const kind = z.enum(['reporter', 'member']);

/** A new join code in the place of the old one. */
export const codeIssue = command({
  name: 'code-issue',
  input: z.object({ teamId: typedTeamId, kind }),
  audit: ({ teamId, kind: of }) => ({ action: 'code.issue', target: teamId, change: { kind: of } }),
  async run({ teamId, kind: of }, deps) {
    await activeTeamOf(teamId, deps.stores);
    return { code: await renewJoinCode(teamId, of, `command:${deps.ids.next()}`, deps) };
  },
});

/** Takes a join code out of force. */
export const codeRevoke = command({
  name: 'code-revoke',
  input: z.object({ code: z.string().transform(normaliseJoinCode) }),
  // The code itself is a key: the record tells only its beginning.
  audit: ({ code }) => ({ action: 'code.revoke', target: `${code.slice(0, 3)}…` }),
  async run({ code }, deps) {
    if (!(await revokeJoinCode(code, deps))) throw new Refused('code-unknown');
    return {};
  },
});

/** The links with a team's join code. */
export const codeLinks = command({
  name: 'code-links',
  input: z.object({ teamId: typedTeamId, kind }),
  audit: null,
  async run({ teamId, kind: of }, deps) {
    const team = await activeTeamOf(teamId, deps.stores);
    return { links: joinLinks(await joinCodeOf(team.id, of, deps), deps.accounts) };
  },
});

/** What is printed for a commune. */
export const codeSheet = command({
  name: 'code-sheet',
  input: z.object({ commune: z.string() }),
  audit: null,
  run: async ({ commune }, deps) => joinSheet(await communeIdOf(commune, deps.stores), deps),
});
