import type { AccountInspector, AccountReport, SubscriptionKeeper } from '../../channels/channel.ts';
import { SendError } from '../../channels/send-error.ts';
import type { ChannelId } from '../../domain/ids.ts';
import type { Clock } from '../../lib/clock.ts';
import { Day, Hour, Second } from '../../lib/duration.ts';
import type { MeasureSkew } from '../alerts/platform-probes.ts';
import { type Check, type CheckLine, fail, ok, warn } from './check.ts';

const LOOK_TIMEOUT_MS = 20 * Second.ms;

/** A token that ends so soon must be renewed by hand (platform dossier "Messenger" §5.4). */
const SOON_MS = 14 * Day.ms;

/** Differences that matter, ms. */
const SKEW_WARN_MS = 10 * Second.ms;
const SKEW_FAIL_MS = 60 * Second.ms;

const GRANT_AGAIN: Record<ChannelId, string> = {
  zalo: 'Run `loa zalo login` and let an administrator of the OA open the address that it prints.',
  messenger: 'Make a new long-lived Page token, put it into MESSENGER_PAGE_TOKEN and restart.',
};

export function tokenCheck(channel: ChannelId, inspector: AccountInspector, clock: Clock): Check {
  const name = `${channel} token`;
  return {
    name,
    async look() {
      try {
        const report = await inspector.inspectAccount(AbortSignal.timeout(LOOK_TIMEOUT_MS));
        return [judge(name, channel, report, clock.systemNow())];
      } catch (error) {
        return [silent(name, channel, error)];
      }
    },
  };
}

function judge(
  name: string,
  channel: ChannelId,
  { isValid, name: shown, expiresAtMs, missingRights }: AccountReport,
  nowMs: number,
): CheckLine {
  if (!isValid) return fail(name, 'refused by the platform, or of another account', GRANT_AGAIN[channel]);
  if (missingRights.length > 0)
    return fail(name, `lacks ${missingRights.join(', ')}`, 'Grant the missing rights, then renew the token.');
  if (expiresAtMs !== null && expiresAtMs < nowMs + SOON_MS) {
    const days = Math.max(0, Math.floor((expiresAtMs - nowMs) / Day.ms));
    return warn(name, `ends in ${days} days`, GRANT_AGAIN[channel]);
  }
  return ok(name, shown === null ? 'taken by the platform' : `of "${shown}"`);
}

export function subscriptionCheck(channel: ChannelId, keeper: SubscriptionKeeper): Check {
  const name = `${channel} webhook`;
  return {
    name,
    async look() {
      try {
        const missing = await keeper.missingSubscriptions(AbortSignal.timeout(LOOK_TIMEOUT_MS));
        if (missing.length === 0) return [ok(name, 'all fields are subscribed')];
        const todo =
          'A running server subscribes within ten minutes. If this stays, look at the webhook in the settings of the app.';
        return [fail(name, `not subscribed: ${missing.join(', ')}`, todo)];
      } catch (error) {
        return [silent(name, channel, error)];
      }
    },
  };
}

export interface DeliveryDeps {
  lastWebhookAtMs(channel: ChannelId): Promise<number | null>;
  silenceMs: number;
  clock: Clock;
}

/** Whether webhooks come at all; for Zalo this is the only sign that the address is still registered. */
export function deliveryCheck(channel: ChannelId, deps: DeliveryDeps): Check {
  const name = `${channel} delivery`;
  return {
    name,
    async look() {
      const lastMs = await deps.lastWebhookAtMs(channel);
      const todo = `Save the address PUBLIC_URL/webhooks/${channel} in the settings of the app, then write to the account yourself.`;
      if (lastMs === null) return [warn(name, 'no webhook has ever come', todo)];
      const silentMs = deps.clock.systemNow() - lastMs;
      const detail = `last webhook ${Math.floor(silentMs / Hour.ms)} h ago`;
      return [silentMs > deps.silenceMs ? warn(name, detail, todo) : ok(name, detail)];
    },
  };
}

export function clockCheck(measure: MeasureSkew): Check {
  const name = 'clock';
  return {
    name,
    async look() {
      const skew = await measure();
      if (!skew)
        return [warn(name, 'no platform could be asked for the time', 'Check the way to the internet.')];
      const distanceMs = Math.abs(skew.aheadMs);
      const detail = `${Math.round(distanceMs / Second.ms)} s ${skew.aheadMs > 0 ? 'ahead of' : 'behind'} ${skew.host}`;
      const todo = 'Switch on time synchronisation (NTP) on this machine.';
      if (distanceMs > SKEW_FAIL_MS) return [fail(name, detail, todo)];
      return [distanceMs > SKEW_WARN_MS ? warn(name, detail, todo) : ok(name, detail)];
    },
  };
}

function silent(name: string, channel: ChannelId, error: unknown): CheckLine {
  if (!(error instanceof SendError)) throw error;
  // After a restore, for one: a token that is good for one use was used by the old machine.
  if (error.code === 'token-expired' || error.code === 'account-stopped')
    return fail(name, 'needs re-consent: the stored token is no longer taken', GRANT_AGAIN[channel]);
  const why = error.platformCode ?? error.code;
  if (error.decision.fault === 'account')
    return fail(name, `refused by the platform with ${why}`, 'Check token and rights of the app.');
  return fail(
    name,
    `the platform does not answer (${why})`,
    'Check the way to the internet and the base address.',
  );
}
