import type { Clock } from '../lib/clock.ts';
import type { AccountGate } from '../services/account-gate.ts';
import { isGrantState } from '../services/zalo-login.ts';
import { zaloGrantRouter } from '../web/zalo-grant.ts';
import type { OpenChannels } from './channels.ts';

/** The page to which Zalo sends an administrator of the OA back; none while Zalo is off. */
export function zaloGrantPages({ zalo }: OpenChannels, secretKey: string, gate: AccountGate, clock: Clock) {
  if (!zalo) return [];
  const router = zaloGrantRouter({
    oaId: zalo.accountId,
    isState: (state) => isGrantState(secretKey, state, clock.systemNow()),
    async grant(code) {
      const outcome = await zalo.grant(code);
      // It was stopped for want of a right or a token; if something else is wrong, the next send stops it again.
      if (outcome === 'granted') await gate.release('zalo', zalo.accountId);
      return outcome;
    },
  });
  return [router];
}
