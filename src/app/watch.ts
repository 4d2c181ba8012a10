import type { Config } from '../config/config.ts';
import type { ChannelId } from '../domain/ids.ts';
import type { Clock } from '../lib/clock.ts';
import { Minute } from '../lib/duration.ts';
import type { Logger } from '../lib/logger.ts';
import { createAlerts } from '../services/alerts/alerts.ts';
import { every } from '../services/alerts/every.ts';
import { measureSkew } from '../services/alerts/measure-skew.ts';
import { clockProbe, subscriptionProbe, tokenProbe } from '../services/alerts/platform-probes.ts';
import {
  diskProbe,
  freeBytes,
  journalProbe,
  parkedProbe,
  stoppedProbe,
} from '../services/alerts/server-probes.ts';
import { silenceProbe, untoldProbe } from '../services/alerts/silence-probe.ts';
import { alertWebhook } from '../services/alerts/tell-operators.ts';
import type { ChannelActivity } from '../services/channel-activity.ts';
import type { OpenChannels } from './channels.ts';
import type { OpenStore } from './open-store.ts';

/** Platforms are asked so often; everything else is looked at every minute. */
const ASK_PLATFORM_EVERY_MS = 10 * Minute.ms;

export interface WatchDeps {
  /** The settings as given: stand-ins of the simulator are not watched. */
  config: Config;
  store: OpenStore;
  channels: OpenChannels;
  activity: ChannelActivity;
  /** Time of the newest message that was found without a webhook, Unix ms. */
  untoldAtMs(channel: ChannelId): number | null;
  clock: Clock;
  logger: Logger;
}

/** Puts the probes together that tell operators when something is wrong. */
export function openWatch(deps: WatchDeps): { look(): Promise<void>; close(): void } {
  const { config, store, channels, clock } = deps;
  const isReal = (id: ChannelId) => (id === 'zalo' ? config.zalo : config.messenger) !== null;
  const real = <T>(all: ReadonlyMap<ChannelId, T>) => new Map([...all].filter(([id]) => isReal(id)));
  const accounts = real(channels.byId);
  const webhook = config.alerts.webhookUrl === null ? null : alertWebhook(config.alerts.webhookUrl);
  const rarely = (probe: Parameters<typeof every>[1]) => every(ASK_PLATFORM_EVERY_MS, probe, clock);
  const look = createAlerts({
    records: store.stores.alerts,
    probes: [
      rarely(
        subscriptionProbe(real(channels.subscriptionKeepers), (channel) => deps.activity.missed(channel)),
      ),
      rarely(tokenProbe(real(channels.tokenKeepers))),
      rarely(clockProbe(measureSkew(platformUrls(config), clock))),
      silenceProbe({
        channels: [...accounts.keys()],
        lastWebhookAtMs: (channel) => deps.activity.lastWebhookAtMs(channel),
        quiet: config.rules.quiet,
        timeZone: config.timeZone,
        silenceMs: config.alerts.silenceMs,
        clock,
      }),
      untoldProbe({
        channels: [...accounts.keys()],
        untoldAtMs: deps.untoldAtMs,
        lastWebhookAtMs: (channel) => deps.activity.lastWebhookAtMs(channel),
      }),
      stoppedProbe([...accounts.values()], store.stores.accountStates),
      parkedProbe(store.storage.inbox),
      diskProbe(() => freeBytes(config.dataDir), config.alerts.minFreeBytes),
      journalProbe(store.journal),
    ],
    tell: webhook?.tell ?? null,
    clock,
    logger: deps.logger.child({ comp: 'alerts' }),
  });
  return { look, close: () => webhook?.close() };
}

function platformUrls({ zalo, messenger }: Config): string[] {
  return [zalo?.apiUrl, messenger?.graphUrl].filter((url) => url !== undefined);
}
