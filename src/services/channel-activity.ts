import type { Channel } from '../channels/channel.ts';
import type { ChannelId } from '../domain/ids.ts';
import type { ChannelActivity as Activity } from '../domain/records/watch.ts';
import type { Clock } from '../lib/clock.ts';
import { Minute } from '../lib/duration.ts';
import type { Records } from '../storage/records.ts';
import { changeRecord } from './change-record.ts';

/** The store learns of webhooks so often: acceptance must not wait for it. */
const WRITE_EVERY_MS = Minute.ms;

/** Knows when each channel last heard of its platform, also over restarts. */
export interface ChannelActivity {
  /** A webhook was accepted just now. Never waits, never throws. */
  noted(channel: string): void;
  /** Null when nothing has ever come. */
  lastWebhookAtMs(channel: string): Promise<number | null>;
  /** Writes down what is known; for the stop. */
  flush(): Promise<void>;
}

export function createChannelActivity(
  channels: ReadonlyMap<ChannelId, Pick<Channel, 'accountId'>>,
  records: Records<Activity>,
  clock: Clock,
): ChannelActivity {
  const seen = new Map<string, { atMs: number; writtenAtMs: number }>();
  const idOf = (channel: string) => `${channel}:${channels.get(channel as ChannelId)?.accountId}`;

  async function write(channel: string): Promise<void> {
    const known = seen.get(channel);
    if (!known || known.writtenAtMs >= known.atMs) return;
    const { atMs } = known;
    known.writtenAtMs = atMs;
    const id = idOf(channel);
    if (await records.insertIfAbsent(id, { lastWebhookAtMs: atMs, readBackSinceMs: null })) return;
    await changeRecord(records, id, (old) =>
      (old.lastWebhookAtMs ?? 0) >= atMs ? null : { ...old, lastWebhookAtMs: atMs },
    );
  }

  return {
    noted(channel) {
      const atMs = clock.systemNow();
      const writtenAtMs = seen.get(channel)?.writtenAtMs ?? Number.NEGATIVE_INFINITY;
      seen.set(channel, { atMs, writtenAtMs });
      // A store that is away learns of it a minute later.
      if (atMs - writtenAtMs >= WRITE_EVERY_MS) write(channel).catch(() => {});
    },
    async lastWebhookAtMs(channel) {
      const storedMs = (await records.get(idOf(channel)))?.value.lastWebhookAtMs ?? null;
      const seenMs = seen.get(channel)?.atMs ?? null;
      return storedMs === null ? seenMs : Math.max(storedMs, seenMs ?? 0);
    },
    async flush() {
      for (const channel of seen.keys()) await write(channel);
    },
  };
}
