import { CHANNEL_IDS } from '../domain/ids.ts';
import type { QueuePause } from '../domain/records/work.ts';
import type { Queue } from '../queue/queue.ts';
import type { Records } from '../storage/records.ts';

/**
 * What an operator may pause: sends and downloads. Turns and the safety lane never are: they carry the card for somebody
 * in danger.
 */
export const PAUSABLE_QUEUES: readonly string[] = [
  ...CHANNEL_IDS.flatMap((channel) => [`send.${channel}.reply`, `send.${channel}.broadcast`]),
  'fetch-media',
];

/** Pauses live in the store; this process obeys them, and the queue is told so that it hands out nothing. */
export interface QueuePauses {
  /** As of the last {@link refresh}: sweeps and bells ask before they work. */
  isPaused(queue: string): boolean;
  /** Reads the store. */
  refresh(): Promise<void>;
  /** Makes the queue agree with the store, e.g. after it was emptied. */
  alignQueue(): Promise<void>;
}

export function createQueuePauses(records: Records<QueuePause>, queue: Queue): QueuePauses {
  let paused: ReadonlySet<string> = new Set();
  return {
    isPaused: (name) => paused.has(name),
    async refresh() {
      const { items } = await records.find({ index: 'id', limit: PAUSABLE_QUEUES.length });
      paused = new Set(items.map(({ id }) => id));
    },
    async alignQueue() {
      const stats = await queue.stats();
      for (const name of PAUSABLE_QUEUES) {
        const known = stats[name];
        if (!known || known.paused === paused.has(name)) continue;
        await (known.paused ? queue.resume(name) : queue.pause(name));
      }
    },
  };
}
