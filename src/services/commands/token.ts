import { z } from 'zod';
import { localTime } from '../../domain/calendar.ts';
import { createApiToken, revokeApiTokens } from '../api-tokens.ts';
import { Refused } from '../refused.ts';
import { resolveUnit } from '../units/resolve-unit.ts';
import { type CommandDeps, command } from './command.ts';

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
    const unitId = input.unitId === null ? null : await unitOfToday(input.unitId, deps);
    return { secret: await createApiToken({ ...input, unitId }, deps) };
  },
});

export const tokenRevoke = command({
  name: 'token-revoke',
  input: z.object({ name: z.string().min(1) }),
  audit: ({ name }) => ({ action: 'token.revoke', target: name }),
  run: async ({ name }, deps) => ({ revoked: await revokeApiTokens(name, deps) }),
});

/** One unit of today: a token for an old commune that went to several new ones would hold more than was meant. */
async function unitOfToday(asked: string, { stores, clock, timeZone }: CommandDeps): Promise<string> {
  const today = localTime(clock.businessNow(), timeZone).date;
  const { asked: unit, communes } = await resolveUnit(asked, today, stores);
  if (unit.validTo === null) return unit.id;
  const [only, ...more] = communes;
  if (!only || more.length > 0) throw new Refused('unit-ambiguous');
  return only.id;
}
