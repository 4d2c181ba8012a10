import type { AccountReport } from '../channel.ts';
import { SendError } from '../send-error.ts';
import { NO_TOKEN, type ZaloApi } from './api.ts';
import { ownAccountSchema } from './schema.ts';

/**
 * Asks Zalo whose token ours is (`getoa`, platform dossier "Zalo" §7).
 *
 * @throws {SendError} when Zalo does not answer, and when there is no token to ask with.
 */
export async function inspectAccount(
  api: ZaloApi,
  oaId: string,
  signal: AbortSignal,
): Promise<AccountReport> {
  const report = { name: null, expiresAtMs: null, missingRights: [] };
  try {
    const answer = await api.call({ method: 'GET', path: '/v2.0/oa/getoa', signal }, 'read');
    const own = ownAccountSchema.safeParse(answer).data;
    const answeredId = own?.oa_id ?? own?.oaid;
    return { ...report, isValid: answeredId === undefined || answeredId === oaId, name: own?.name ?? null };
  } catch (error) {
    const isRefused = error instanceof SendError && error.decision.fault === 'account';
    if (!isRefused || error.platformCode === NO_TOKEN) throw error;
    return { ...report, isValid: false };
  }
}
