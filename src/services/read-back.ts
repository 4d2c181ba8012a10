import type { HistoryReader } from '../channels/channel.ts';
import { SendError } from '../channels/send-error.ts';
import type { ChannelId } from '../domain/ids.ts';
import type { Clock } from '../lib/clock.ts';
import { Day, Minute } from '../lib/duration.ts';
import type { Logger } from '../lib/logger.ts';
import type { Accept } from './accept.ts';
import { type ChannelActivity, GAP_MS } from './channel-activity.ts';

/** Reading begins so long before the gap: clocks differ, and the last webhook is known to a minute. Doubles do nothing. */
const OVERLAP_MS = 10 * Minute.ms;

/** Nothing older is read back: neither platform lets us answer it, and event keys are remembered for 30 days only. */
const MAX_BACK_MS = 7 * Day.ms;

export interface ReadBackDeps {
  readers: ReadonlyMap<ChannelId, HistoryReader>;
  activity: Pick<ChannelActivity, 'lastWebhookAtMs' | 'readBackSinceMs' | 'readBackDone'>;
  /** The one way in: with its safety check, before anything is written. */
  accept: Accept;
  clock: Clock;
  logger: Logger;
}

export interface ReadBack {
  /** Reads back what each channel may have missed, and looks whether a silent one is silent indeed. */
  run(signal: AbortSignal): Promise<void>;
  /** Time of the newest message that was found while no webhook came, Unix ms; null when there was none. */
  untoldAtMs(channel: ChannelId): number | null;
}

/**
 * Messages come through the same inbox under the same event keys as their webhooks, so that one that comes late, or came
 * before, has no effect.
 */
export function createReadBack(deps: ReadBackDeps): ReadBack {
  const lookedAtMs = new Map<ChannelId, number>();
  const untold = new Map<ChannelId, number>();

  async function runOne(channel: ChannelId, reader: HistoryReader, signal: AbortSignal): Promise<void> {
    const { activity, clock } = deps;
    const nowMs = clock.systemNow();
    const gapMs = await activity.readBackSinceMs(channel);
    const lastWebhookMs = await activity.lastWebhookAtMs(channel);
    const silentSinceMs = Math.max(lastWebhookMs ?? 0, lookedAtMs.get(channel) ?? 0);
    const isSilent = lastWebhookMs !== null && nowMs - silentSinceMs >= GAP_MS;
    if (gapMs === null && !isSilent) return;

    const fromMs = Math.max((gapMs ?? silentSinceMs) - OVERLAP_MS, nowMs - MAX_BACK_MS);
    let messages = 0;
    for await (const parsed of reader.readBack(fromMs, signal)) {
      await deps.accept(channel, parsed);
      messages += parsed.length;
      const newestMs = Math.max(
        0,
        ...parsed.map((item) => (item.outcome === 'event' ? timeOf(item.event) : 0)),
      );
      if (gapMs === null && newestMs > silentSinceMs) untold.set(channel, newestMs);
    }
    lookedAtMs.set(channel, nowMs);
    if (gapMs === null) return;
    await activity.readBackDone(channel, gapMs);
    deps.logger.info(
      { channel, messages, since: new Date(fromMs).toISOString() },
      'read back what may have been missed',
    );
  }

  return {
    async run(signal) {
      for (const [channel, reader] of deps.readers) {
        try {
          await runOne(channel, reader, signal);
        } catch (error) {
          if (signal.aborted) return;
          const reason = error instanceof SendError ? (error.platformCode ?? error.code) : nameOf(error);
          deps.logger.warn(
            { channel, reason },
            'could not read back what may have been missed; tried again later',
          );
        }
      }
    },
    untoldAtMs: (channel) => untold.get(channel) ?? null,
  };
}

function timeOf({ platformTimeMs }: { platformTimeMs: number | null }): number {
  return platformTimeMs ?? 0;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
