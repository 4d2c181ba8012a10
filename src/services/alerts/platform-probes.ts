import type { SubscriptionKeeper, TokenKeeper } from '../../channels/channel.ts';
import { SendError } from '../../channels/send-error.ts';
import type { ChannelId } from '../../domain/ids.ts';
import { Second } from '../../lib/duration.ts';
import type { Finding, Probe } from './alert-kinds.ts';

/** Time limit of one look at a platform. */
const LOOK_TIMEOUT_MS = 20 * Second.ms;

/** Signatures and windows survive some seconds; a minute means that nobody sets the clock. */
const SKEW_BAD_MS = 60 * Second.ms;
const SKEW_GOOD_MS = 30 * Second.ms;

/** Asks for lost subscriptions again. A platform that refuses the question refuses the token. */
export function subscriptionProbe(
  keepers: ReadonlyMap<ChannelId, SubscriptionKeeper>,
  lost: (channel: ChannelId) => Promise<void>,
): Probe {
  return async () => {
    const found: Finding[] = [];
    for (const [subject, keeper] of keepers) found.push(...(await subscriptionOf(subject, keeper, lost)));
    return found;
  };
}

async function subscriptionOf(
  subject: ChannelId,
  keeper: SubscriptionKeeper,
  lost: (channel: ChannelId) => Promise<void>,
): Promise<Finding[]> {
  try {
    const missing = await keeper.missingSubscriptions(AbortSignal.timeout(LOOK_TIMEOUT_MS));
    const isBad = missing.length > 0;
    const detail = isBad ? `missing: ${missing.join(', ')}` : 'all fields are subscribed';
    if (isBad) {
      await lost(subject);
      await keeper.subscribe(AbortSignal.timeout(LOOK_TIMEOUT_MS)).catch(() => {});
    }
    return [
      { kind: 'subscription-lost', subject, isBad, detail },
      { kind: 'token-refused', subject, isBad: false, detail: 'the platform answers' },
    ];
  } catch (error) {
    if (!(error instanceof SendError) || error.decision.fault !== 'account') return [];
    const detail = `refused with ${error.platformCode ?? error.code}`;
    return [{ kind: 'token-refused', subject, isBad: true, detail }];
  }
}

/** Looks at channels that renew their own token. */
export function tokenProbe(keepers: ReadonlyMap<ChannelId, Pick<TokenKeeper, 'keepFresh'>>): Probe {
  return async () => {
    const found: Finding[] = [];
    for (const [subject, keeper] of keepers) {
      const { state } = await keeper.keepFresh();
      if (state === 'unavailable') continue;
      const isBad = state === 'needs-consent';
      found.push({ kind: 'token-refused', subject, isBad, detail: state });
    }
    return found;
  };
}

/** How far this machine's clock is ahead of a server's, ms, and whose; null when it does not tell. */
export type MeasureSkew = () => Promise<{ aheadMs: number; host: string } | null>;

export function clockProbe(measure: MeasureSkew): Probe {
  return async () => {
    const skew = await measure();
    if (!skew) return [];
    const { aheadMs, host } = skew;
    const distanceMs = Math.abs(aheadMs);
    const seconds = Math.round(distanceMs / Second.ms);
    const detail = `${seconds} s ${aheadMs > 0 ? 'ahead of' : 'behind'} the Date header of ${host}`;
    const finding = { kind: 'clock-skew', subject: 'server', detail } as const;
    if (distanceMs > SKEW_BAD_MS) return [{ ...finding, isBad: true }];
    return distanceMs < SKEW_GOOD_MS ? [{ ...finding, isBad: false }] : [];
  };
}
