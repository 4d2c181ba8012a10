import express, { Router } from 'express';
import { ZodError, z } from 'zod';
import { isCommandSigned } from '../lib/command-signature.ts';
import type { CommandHost } from '../services/commands/command.ts';
import { CommandInputInvalid, runCommand } from '../services/commands/index.ts';
import { Refused } from '../services/refused.ts';

/** A roster file of a whole province fits well. */
const MAX_COMMAND_BYTES = 20 * 1024 * 1024;

export const COMMAND_SIGNATURE_HEADER = 'x-loa-signature';

/** What the command line sends, all of it signed. */
const commandSchema = z.object({ by: z.string().nullable(), input: z.unknown() });

/** Runs the command line's commands inside the server, for callers who hold the secret key of this data directory. @param failed - Hears of every error that is not the caller's. */
export function commandRouter(deps: CommandHost, failed: (error: unknown, command: string) => void): Router {
  const router = Router();
  router.post(
    '/internal/commands/:name',
    express.text({ type: () => true, limit: MAX_COMMAND_BYTES }),
    async (request, response) => {
      const body = typeof request.body === 'string' ? request.body : '';
      const { name } = request.params;
      const signature = String(request.headers[COMMAND_SIGNATURE_HEADER] ?? '');
      if (!isCommandSigned(deps.secretKey, `${name} ${body}`, signature, deps.clock.systemNow())) {
        response.status(401).json({ error: 'not signed with the secret key of this data directory' });
        return;
      }
      try {
        const { by, input } = commandSchema.parse(JSON.parse(body));
        response.json({ result: await runCommand(name, input, deps, by) });
      } catch (error) {
        const isCallersFault =
          error instanceof ZodError ||
          error instanceof CommandInputInvalid ||
          error instanceof RangeError ||
          error instanceof SyntaxError ||
          error instanceof Refused;
        if (!isCallersFault) failed(error, name);
        response.status(isCallersFault ? 400 : 500).json({
          error: isCallersFault ? error.message : 'the command failed; the server log says where',
        });
      }
    },
  );
  return router;
}
