import { afterAll, beforeAll, describe } from 'vitest';
import { redisEngine } from '../../src/queue/backend/redis/index.ts';
import { createBullQueue } from '../../src/queue/bullmq-queue.ts';
import { queueContract } from '../contracts/queue.contract.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { requires } from '../support/require.ts';

const program = requires('redis');

describe.skipIf(!program)('with a redis-server', () => {
  let server: RedisServer;

  beforeAll(async () => {
    server = await startRedisServer(program as string);
  });

  afterAll(() => server.stop());

  queueContract('redis', async () => {
    await server.command('FLUSHALL');
    return {
      open: async (options) => createBullQueue(await redisEngine({ url: server.url }), options),
      stop: async () => undefined,
    };
  });
});
