import { memoryEngine } from '../../src/queue/backend/memory/index.ts';
import { createBullQueue } from '../../src/queue/bullmq-queue.ts';
import { queueContract } from '../contracts/queue.contract.ts';

queueContract('memory', async () => {
  const engine = memoryEngine();
  return {
    open: async (options) => createBullQueue(engine, options),
    stop: async () => undefined,
  };
});
