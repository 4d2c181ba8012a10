import { open, rm } from 'node:fs/promises';
import type { AcceptedEvent } from '../domain/event-log.ts';
import { scanFrames } from './frame.ts';
import { parseEvent } from './recover.ts';
import type { Segment } from './segment.ts';

/**
 * Undrained events kept in memory at most; what comes on top is read from disk when its turn comes. More would be carried
 * through every collection of garbage just when the door is crowded.
 */
const MAX_HELD = 2_000;
/** Read at once: some hundred events, which hold the loop for about a millisecond. */
const READ_BYTES = 256 * 1024;

/** What is on disk and not yet in the inbox: segments in the order in which they are drained. */
export interface Backlog {
  /** Adds a segment at the end. @param events - How many it holds already. */
  push(segment: Segment, events: number): void;
  /** Events have become durable at the end of `segment`. */
  appended(segment: Segment, events: readonly AcceptedEvent[], bytes: number): void;
  /** The next events, at most `limit`; none when everything durable was taken. Drops segments that are done. */
  peek(limit: number): Promise<AcceptedEvent[]>;
  /** The first `count` events of the last {@link Backlog.peek} are in the inbox. */
  taken(count: number): void;
  /** Events not yet taken. */
  size(): number;
  /** Accept time of the oldest of them; null when there is none. */
  oldestAtMs(): number | null;
  /** Resolves when everything that is here now has been taken. */
  emptied(): Promise<void>;
}

export function createBacklog(onUnreadable: (count: number) => void): Backlog {
  const segments: Segment[] = [];
  const waiters: { target: number; resolve: () => void }[] = [];
  let peeked: Segment | undefined;
  let held = 0;
  let added = 0;
  let taken = 0;

  function settleWaiters(): void {
    while (waiters[0] && waiters[0].target <= taken) waiters.shift()?.resolve();
  }

  /** A file that cannot be removed now must not hold up the segments behind it; it is tried again. */
  async function drop(segment: Segment): Promise<void> {
    const isGone = await rm(segment.path, { force: true }).then(
      () => true,
      () => false,
    );
    if (isGone) segments.splice(segments.indexOf(segment), 1);
  }

  /** Reads the part of the file behind the held events. */
  async function refill(segment: Segment): Promise<void> {
    const { events, to } = await readEvents(segment);
    const readable = events.filter((event) => event !== null);
    if (readable.length < events.length) onUnreadable(events.length - readable.length);
    segment.held.push(...readable);
    segment.heldTo = to;
    held += readable.length;
  }

  return {
    push(segment, events) {
      segments.push(segment);
      added += events;
    },
    appended(segment, events, bytes) {
      added += events.length;
      segment.firstAtMs ??= events[0]?.acceptedAtMs ?? null;
      if (segment.heldTo === segment.bytes && held + events.length <= MAX_HELD) {
        for (const event of events) segment.held.push(event);
        segment.heldTo += bytes;
        held += events.length;
      }
      segment.bytes += bytes;
    },
    async peek(limit) {
      for (const segment of [...segments]) {
        if (segment.held.length === 0 && segment.heldTo < segment.bytes) await refill(segment);
        peeked = segment;
        if (segment.held.length > 0) return segment.held.slice(0, limit);
        if (segment.sealed && segment.heldTo === segment.bytes) await drop(segment);
      }
      // Nothing is left: damage found while reading must not keep anybody waiting.
      if (segments.every((segment) => segment.heldTo === segment.bytes && segment.held.length === 0)) {
        taken = added;
        settleWaiters();
      }
      return [];
    },
    taken(count) {
      peeked?.held.splice(0, count);
      held -= count;
      taken += count;
      settleWaiters();
    },
    size: () => added - taken,
    oldestAtMs() {
      if (added === taken) return null;
      const segment = segments.find((one) => one.held.length > 0 || one.heldTo < one.bytes);
      return segment?.held[0]?.acceptedAtMs ?? segment?.firstAtMs ?? null;
    },
    emptied() {
      if (taken >= added) return Promise.resolve();
      return new Promise((resolve) => waiters.push({ target: added, resolve }));
    },
  };
}

/** The next whole frames of a segment behind its held events, and where they end. */
async function readEvents(segment: Segment): Promise<{ events: (AcceptedEvent | null)[]; to: number }> {
  const file = await open(segment.path, 'r');
  try {
    for (let want = READ_BYTES; ; want *= 2) {
      const length = Math.min(want, segment.bytes - segment.heldTo);
      const bytes = Buffer.alloc(length);
      await file.read(bytes, 0, length, segment.heldTo);
      const isAll = segment.heldTo + length >= segment.bytes;
      const { frames } = scanFrames(bytes);
      const last = frames.at(-1);
      // A frame longer than the buffer: read more. At the end of the segment what is unreadable is passed over.
      if (!last && !isAll) continue;
      const to = isAll ? segment.heldTo + length : segment.heldTo + (last?.to ?? length);
      return { events: frames.map((frame) => parseEvent(frame.payload)), to };
    }
  } finally {
    await file.close();
  }
}
