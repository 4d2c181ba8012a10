import type { BullEngine } from './bull-engine.ts';
import { type BullQueueOptions, createBullQueue } from './bullmq-queue.ts';
import type { Queue } from './queue.ts';
import { noWhispers, type Whispers } from './whispers.ts';

export type { BullQueueOptions, QueueTrouble } from './bullmq-queue.ts';
export type { JobData, Queue, QueueCounts } from './queue.ts';

/** Which engine, with what it needs. */
export type QueueEngine =
  | { kind: 'memory' }
  | {
      kind: 'redis';
      url: string;
      /** Told when the server is reached, also anew, and when it is lost. */
      onState?: (state: 'reached' | 'lost') => void;
    };

/** Opens the queue of one process on the chosen engine; the others are never imported. */
export async function openQueue(options: QueueEngine & BullQueueOptions): Promise<Queue> {
  return createBullQueue(await loadEngine(options), options);
}

/** What this process tells the others, on the same engine. */
export async function openWhispers(
  engine: { kind: 'memory' } | { kind: 'redis'; url: string },
): Promise<Whispers> {
  if (engine.kind === 'memory') return noWhispers();
  return (await import('./backend/redis/whispers.ts')).redisWhispers(engine.url);
}

async function loadEngine(engine: QueueEngine): Promise<BullEngine> {
  switch (engine.kind) {
    case 'memory':
      return (await import('./backend/memory/index.ts')).memoryEngine();
    case 'redis':
      return (await import('./backend/redis/index.ts')).redisEngine(engine);
  }
}
