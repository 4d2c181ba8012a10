import { localTime } from '../../domain/calendar.ts';
import type { ChannelId } from '../../domain/ids.ts';
import type { Clock } from '../../lib/clock.ts';
import { Day, Hour, Minute } from '../../lib/duration.ts';
import type { Finding, Probe } from './alert-kinds.ts';

const DAY_MINUTES = Day.ms / Minute.ms;

export interface SilenceDeps {
  channels: readonly ChannelId[];
  /** Null when a channel has never received anything: then nobody expects anything. */
  lastWebhookAtMs(channel: ChannelId): Promise<number | null>;
  /** Minutes after local midnight, as in the settings. */
  quiet: { fromMinute: number; toMinute: number };
  timeZone: string;
  silenceMs: number;
  clock: Clock;
}

/** A webhook that a platform has switched off looks like this, and Zalo tells it in no other way (dossier §1.3). */
export function silenceProbe(deps: SilenceDeps): Probe {
  return async () => {
    const nowMs = deps.clock.systemNow();
    const found: Finding[] = [];
    for (const channel of deps.channels) {
      const lastMs = await deps.lastWebhookAtMs(channel);
      if (lastMs === null) continue;
      const sinceMs = nowMs - lastMs;
      const detail = `last webhook ${Math.floor(sinceMs / Hour.ms)} h ago`;
      const finding = { kind: 'channel-silent', subject: channel, detail } as const;
      if (sinceMs < deps.silenceMs) found.push({ ...finding, isBad: false });
      else if (awakeMs(nowMs, deps) >= deps.silenceMs) found.push({ ...finding, isBad: true });
    }
    return found;
  };
}

/** How long people have been awake today, ms; 0 in the quiet hours. */
function awakeMs(nowMs: number, { quiet, timeZone }: SilenceDeps): number {
  const [hours = 0, minutes = 0] = localTime(nowMs, timeZone).time.split(':').map(Number);
  const after = (from: number, minute: number) => (minute - from + DAY_MINUTES) % DAY_MINUTES;
  const awake = after(quiet.toMinute, hours * Hour.minutes + minutes);
  return awake < after(quiet.toMinute, quiet.fromMinute) ? awake * Minute.ms : 0;
}

export interface UntoldDeps {
  channels: readonly ChannelId[];
  /** Time of the newest message that was found without a webhook, Unix ms. */
  untoldAtMs(channel: ChannelId): number | null;
  lastWebhookAtMs(channel: ChannelId): Promise<number | null>;
}

/** Messages that were read back while no webhook came prove that webhooks are lost; the next webhook is the all-clear. */
export function untoldProbe(deps: UntoldDeps): Probe {
  return async () => {
    const found: Finding[] = [];
    for (const channel of deps.channels) {
      const untoldMs = deps.untoldAtMs(channel);
      const lastMs = (await deps.lastWebhookAtMs(channel)) ?? 0;
      const isBad = untoldMs !== null && untoldMs > lastMs;
      const detail = isBad
        ? `last webhook ${new Date(lastMs).toISOString()}, a message at ${new Date(untoldMs).toISOString()}`
        : 'webhooks tell what comes';
      found.push({ kind: 'webhooks-missed', subject: channel, isBad, detail });
    }
    return found;
  };
}
