import { z } from 'zod';
import { createApiToken, revokeApiTokens } from '../api-tokens.ts';
import { command } from './command.ts';

/** Makes a bearer token for the API; its secret is in the answer and nowhere else. */
export const tokenCreate = command({
  name: 'token-create',
  input: z.object({
    name: z.string().min(1).max(100),
    scopes: z.array(z.string()).min(1),
    unitId: z.string().nullable(),
  }),
  audit: ({ name, scopes, unitId }) => ({
    action: 'token.create',
    target: name,
    change: { scopes: scopes.join(' '), unitId },
  }),
  async run(input, deps) {
    if (input.unitId !== null && !(await deps.stores.units.get(input.unitId))) {
      return { fault: `there is no unit ${input.unitId}` };
    }
    return { secret: await createApiToken(input, deps) };
  },
});

export const tokenRevoke = command({
  name: 'token-revoke',
  input: z.object({ name: z.string().min(1) }),
  audit: ({ name }) => ({ action: 'token.revoke', target: name }),
  run: async ({ name }, deps) => ({ revoked: await revokeApiTokens(name, deps) }),
});
