import type { BullEngine } from '../../bull-engine.ts';
import { JobTable } from './job-table.ts';
import { type LockOptions, MemoryBackend, type QueueMemory } from './memory-backend.ts';
import { Schedulers } from './schedulers.ts';
import { refusals } from './unused.ts';

/**
 * Jobs in the memory of this process, gone with it: the store holds the work, so a durable bell would be waste.
 * Queues opened on the same engine share their jobs, as processes share a server.
 */
export function memoryEngine(): BullEngine {
  const memories = new Map<string, QueueMemory>();
  return {
    connections: { producer: {}, worker: {} },
    createBackend(queue, options) {
      const memory = memories.get(queue) ?? emptyMemory();
      memories.set(queue, memory);
      return Object.assign(new MemoryBackend(queue, memory, options as LockOptions), refusals());
    },
    reachable: () => true,
    health: async () => ({ reachable: true, advice: [] }),
    close() {},
  };
}

function emptyMemory(): QueueMemory {
  const jobs = new JobTable();
  return { jobs, schedulers: new Schedulers(jobs) };
}
