import { hostname } from 'node:os';
import type { Config } from '../config/config.ts';
import type { Role } from '../config/role.ts';
import type { ChannelId } from '../domain/ids.ts';
import type { Clock } from '../lib/clock.ts';
import { Minute } from '../lib/duration.ts';
import type { Logger } from '../lib/logger.ts';
import type { Probe } from '../services/alerts/alert-kinds.ts';
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
  role: Role;
  store: OpenStore;
  channels: OpenChannels;
  activity: ChannelActivity;
  /** Time of the newest message that was found without a webhook, Unix ms. */
  untoldAtMs(channel: ChannelId): number | null;
  clock: Clock;
  logger: Logger;
}

/**
 * Puts the probes together that tell operators when something is wrong. A web process looks at its own disk and journal;
 * all that concerns the whole system is looked at where jobs run.
 */
export function openWatch(deps: WatchDeps): { look(): Promise<void>; close(): void } {
  const { config, role, store, clock } = deps;
  const webhook = config.alerts.webhookUrl === null ? null : alertWebhook(config.alerts.webhookUrl);
  const subject = role === 'all' ? undefined : `${role} on ${hostname()}`;
  const look = createAlerts({
    records: store.stores.alerts,
    probes: [
      ...(role === 'web' ? [] : systemProbes(deps)),
      diskProbe(() => freeBytes(config.dataDir), config.alerts.minFreeBytes, subject),
      journalProbe(store.journal, subject),
    ],
    tell: webhook?.tell ?? null,
    clock,
    logger: deps.logger.child({ comp: 'alerts' }),
  });
  return { look, close: () => webhook?.close() };
}

function systemProbes(deps: WatchDeps): Probe[] {
  const { config, store, channels, activity, clock } = deps;
  const isReal = (id: ChannelId) => (id === 'zalo' ? config.zalo : config.messenger) !== null;
  const real = <T>(all: ReadonlyMap<ChannelId, T>) => new Map([...all].filter(([id]) => isReal(id)));
  const accounts = real(channels.byId);
  const rarely = (probe: Probe) => every(ASK_PLATFORM_EVERY_MS, probe, clock);
  return [
    rarely(subscriptionProbe(real(channels.subscriptionKeepers), (channel) => activity.missed(channel))),
    rarely(tokenProbe(real(channels.tokenKeepers))),
    rarely(clockProbe(measureSkew(platformUrls(config), clock))),
    silenceProbe({
      channels: [...accounts.keys()],
      lastWebhookAtMs: (channel) => activity.lastWebhookAtMs(channel),
      quiet: config.rules.quiet,
      timeZone: config.timeZone,
      silenceMs: config.alerts.silenceMs,
      clock,
    }),
    untoldProbe({
      channels: [...accounts.keys()],
      untoldAtMs: deps.untoldAtMs,
      lastWebhookAtMs: (channel) => activity.lastWebhookAtMs(channel),
    }),
    stoppedProbe([...accounts.values()], store.stores.accountStates),
    parkedProbe(store.storage.inbox),
  ];
}

function platformUrls({ zalo, messenger }: Config): string[] {
  return [zalo?.apiUrl, messenger?.graphUrl].filter((url) => url !== undefined);
}
