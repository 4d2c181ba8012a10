import type { Channel } from '../channels/channel.ts';
import type { ChannelId } from '../domain/ids.ts';
import type { ChannelActivity as Activity } from '../domain/records/watch.ts';
import type { Clock } from '../lib/clock.ts';
import { Minute } from '../lib/duration.ts';
import type { Records } from '../storage/records.ts';
import type { Accept } from './accept.ts';
import { changeRecord } from './change-record.ts';

/** The store learns of webhooks so often: acceptance must not wait for it. */
const WRITE_EVERY_MS = Minute.ms;

/** Without a webhook for so long, some may have been lost on the way. */
export const GAP_MS = 15 * Minute.ms;

/** Knows when each channel last heard of its platform, also over restarts, and since when it may have missed something. */
export interface ChannelActivity {
  /** A webhook was accepted just now. Never waits, never throws. */
  noted(channel: string): void;
  /** Null when nothing has ever come. */
  lastWebhookAtMs(channel: string): Promise<number | null>;
  /** Webhooks may have been lost since the last one that came. Never throws: what the store cannot take is kept here. */
  missed(channel: string): Promise<void>;
  /** The same, counted from the last webhook that the store knows of: for a process that has just come to the store. */
  missedBefore(channel: string): Promise<void>;
  /** Messages since then are still to be read back; null when none are. */
  readBackSinceMs(channel: string): Promise<number | null>;
  /** Everything since `sinceMs` has been read back. */
  readBackDone(channel: string, sinceMs: number): Promise<void>;
  /** The same acceptance, noting what came and what had to be refused. */
  watching(accept: Accept): Accept;
  /** Writes down what is known; for the stop. */
  flush(): Promise<void>;
}

export function createChannelActivity(
  channels: ReadonlyMap<ChannelId, Pick<Channel, 'accountId'>>,
  records: Records<Activity>,
  clock: Clock,
): ChannelActivity {
  const seen = new Map<string, { atMs: number; writtenAtMs: number }>();
  /** Marks that the store does not have yet. */
  const missedSince = new Map<string, number>();
  const writing = new Map<string, Promise<void>>();
  const idOf = (channel: string) => `${channel}:${channels.get(channel as ChannelId)?.accountId}`;

  /** One write after the other, so that the stop waits for all of them. */
  function write(channel: string): Promise<void> {
    const running = (writing.get(channel) ?? Promise.resolve()).catch(() => {}).then(() => writeNow(channel));
    writing.set(channel, running);
    return running;
  }

  async function writeNow(channel: string): Promise<void> {
    const known = seen.get(channel);
    const sinceMs = missedSince.get(channel);
    if (sinceMs === undefined && (!known || known.writtenAtMs >= known.atMs)) return;
    const atMs = known?.atMs ?? null;
    if (known) known.writtenAtMs = known.atMs;
    const id = idOf(channel);
    const isNew = await records.insertIfAbsent(id, {
      lastWebhookAtMs: atMs,
      readBackSinceMs: sinceMs ?? null,
    });
    if (!isNew)
      await changeRecord(records, id, (old) => ({
        lastWebhookAtMs: latest(old.lastWebhookAtMs, atMs),
        readBackSinceMs: earliest(old.readBackSinceMs, sinceMs ?? null),
      }));
    if (missedSince.get(channel) === sinceMs) missedSince.delete(channel);
  }

  async function storedAtMs(channel: string): Promise<number | null> {
    return (await records.get(idOf(channel)))?.value.lastWebhookAtMs ?? null;
  }

  async function lastWebhookAtMs(channel: string): Promise<number | null> {
    return latest(await storedAtMs(channel), seen.get(channel)?.atMs ?? null);
  }

  async function missedSinceLast(channel: string, lastAtMs: () => Promise<number | null>): Promise<void> {
    try {
      const lastMs = await lastAtMs();
      // Who has never heard anything has missed nothing that was meant for this server.
      if (lastMs === null) return;
      mark(channel, lastMs);
      await write(channel);
    } catch {
      // Kept here until the store takes it.
    }
  }

  function mark(channel: string, sinceMs: number): void {
    missedSince.set(channel, Math.min(sinceMs, missedSince.get(channel) ?? sinceMs));
  }

  const activity: ChannelActivity = {
    noted(channel) {
      const atMs = clock.systemNow();
      const before = seen.get(channel);
      const writtenAtMs = before?.writtenAtMs ?? Number.NEGATIVE_INFINITY;
      if (before && atMs - before.atMs >= GAP_MS) mark(channel, before.atMs);
      seen.set(channel, { atMs, writtenAtMs });
      // A store that is away learns of it a minute later.
      if (atMs - writtenAtMs >= WRITE_EVERY_MS) write(channel).catch(() => {});
    },
    lastWebhookAtMs,
    missed: (channel) =>
      missedSinceLast(channel, async () => seen.get(channel)?.atMs ?? (await storedAtMs(channel))),
    missedBefore: (channel) => missedSinceLast(channel, () => storedAtMs(channel)),
    async readBackSinceMs(channel) {
      const stored = (await records.get(idOf(channel)))?.value.readBackSinceMs ?? null;
      return earliest(stored, missedSince.get(channel) ?? null);
    },
    async readBackDone(channel, sinceMs) {
      if ((missedSince.get(channel) ?? 0) >= sinceMs) missedSince.delete(channel);
      await changeRecord(records, idOf(channel), (old) =>
        old.readBackSinceMs !== null && old.readBackSinceMs >= sinceMs
          ? { ...old, readBackSinceMs: null }
          : null,
      );
    },
    watching: (accept) => (channel, parsed) => {
      const accepted = accept(channel, parsed);
      accepted.then(
        () => activity.noted(channel),
        // The platform comes again, but not for ever.
        () => void activity.missed(channel),
      );
      return accepted;
    },
    async flush() {
      for (const channel of new Set([...seen.keys(), ...missedSince.keys()])) await write(channel);
    },
  };
  return activity;
}

function latest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}

function earliest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}
