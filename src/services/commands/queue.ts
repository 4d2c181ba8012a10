import { z } from 'zod';
import { PAUSABLE_QUEUES } from '../queue-pauses.ts';
import { command } from './command.ts';

const input = z.object({ queue: z.enum(PAUSABLE_QUEUES) });

/** Pauses sends or downloads in every process, until {@link queueResume}. */
export const queuePause = command({
  name: 'queue-pause',
  input,
  audit: ({ queue }) => ({ action: 'queue.pause', target: queue }),
  async run({ queue }, { stores, clock }) {
    await stores.queuePauses.insertIfAbsent(queue, { sinceMs: clock.systemNow() });
    return {};
  },
});

export const queueResume = command({
  name: 'queue-resume',
  input,
  audit: ({ queue }) => ({ action: 'queue.resume', target: queue }),
  async run({ queue }, { stores }) {
    return { wasPaused: await stores.queuePauses.remove(queue) };
  },
});

/** What can be paused, and since when it is. */
export const queueList = command({
  name: 'queue-list',
  input: z.object({}),
  audit: null,
  async run(_input, { stores }) {
    const { items } = await stores.queuePauses.find({ index: 'id', limit: PAUSABLE_QUEUES.length });
    const since = new Map(items.map(({ id, value }) => [id, value.sinceMs]));
    return PAUSABLE_QUEUES.map((queue) => ({ queue, pausedSinceMs: since.get(queue) ?? null }));
  },
});
