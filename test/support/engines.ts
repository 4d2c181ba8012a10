import { afterAll } from 'vitest';
import { mongoServer } from './mongo-server.ts';
import { startRedisServer } from './redis-server.ts';
import { requires } from './require.ts';

/** Store and queue under one running app. */
export interface EnginePair {
  name: 'sqlite+memory' | 'mongo+redis';
  /** Settings of an app with data of its own; the same settings again open the same data. */
  freshEnv(): Promise<Record<string, string>>;
}

/** Invented, and long enough. */
const SECRET_KEY = 'invented-secret-key-of-the-tests-0123456789';

/**
 * The pairs that a suite can run on here: `describe.each(await enginePairs())`. The servers are shared by the file's
 * tests and end with it.
 */
export async function enginePairs(): Promise<EnginePair[]> {
  const embedded: EnginePair = { name: 'sqlite+memory', freshEnv: async () => ({}) };
  const mongo = await mongoServer();
  const redisProgram = requires('redis');
  if (!mongo || !redisProgram) return [embedded];
  let redis: ReturnType<typeof startRedisServer> | undefined;
  afterAll(async () => (await redis)?.stop());
  return [
    embedded,
    {
      name: 'mongo+redis',
      async freshEnv() {
        redis ??= startRedisServer(redisProgram);
        const { url, command } = await redis;
        // Bells of an earlier test would ring for data that is not there.
        await command('FLUSHALL');
        return { MONGODB_URI: mongo.freshUri(), REDIS_URL: url, LOA_SECRET_KEY: SECRET_KEY };
      },
    },
  ];
}
