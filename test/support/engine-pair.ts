import { afterAll, beforeAll, describe } from 'vitest';
import { documentsWith } from './mongo/search-documents.ts';
import { mongoServer, type TestMongo } from './mongo-server.ts';
import { type RedisServer, startRedisServer } from './redis-server.ts';
import { requires } from './require.ts';
import { filesWith } from './search-files.ts';

type Settings = Record<string, string>;

/** Store and queue under the apps of a test. */
interface EnginePair {
  name: 'SQLite and memory' | 'MongoDB and Redis';
  /** Settings of the app whose folder this is; the same for the same folder, so that a restart finds its data. */
  settingsOf(dataDir: string): Promise<Settings>;
  /** Besides the folder: what the servers hold of that app's data. */
  tracesElsewhere(dataDir: string, needles: readonly string[]): Promise<string[]>;
  rewriteLog(): Promise<void>;
}

const EMBEDDED: EnginePair = {
  name: 'SQLite and memory',
  settingsOf: async () => ({}),
  tracesElsewhere: async () => [],
  rewriteLog: async () => {},
};

/** Invented, and long enough. */
const SECRET_KEY = 'invented-secret-key-of-the-tests-0123456789';

/** Each app of a file has a database of its own, so that no bell rings for another's data. */
const REDIS_DATABASES = '1000';

let current = EMBEDDED;

/**
 * Runs a suite once on each pair of engines that is at hand. Every app that the helpers of this folder start in it runs
 * on the pair in turn; settings for whatever else looks into the app's data come from {@link settingsOf}.
 */
export async function onEachPair(suite: () => void): Promise<void> {
  for (const pair of await enginePairs()) {
    describe(`on ${pair.name}`, () => {
      let before = current;
      beforeAll(() => {
        before = current;
        current = pair;
      });
      afterAll(() => {
        current = before;
      });
      suite();
    });
  }
}

/** What makes a program work on the data of the app with this folder, on the pair in turn. */
export async function settingsOf(dataDir: string): Promise<Settings> {
  return { DATA_DIR: dataDir, ...(await current.settingsOf(dataDir)) };
}

/** Wherever an app's data holds any of the needles: its files, its documents, and what Redis has written down. */
export async function tracesOf(dataDir: string, needles: readonly string[]): Promise<string[]> {
  return [...filesWith(dataDir, needles), ...(await current.tracesElsewhere(dataDir, needles))];
}

/** Redis goes on from what it holds now, as it does by itself when its log has doubled: bells that were heard are gone. */
export async function rewriteLog(): Promise<void> {
  await current.rewriteLog();
}

async function enginePairs(): Promise<EnginePair[]> {
  const mongo = await mongoServer();
  const redisProgram = requires('redis');
  return mongo && redisProgram ? [EMBEDDED, sharedPair(mongo, redisProgram)] : [EMBEDDED];
}

/** The servers are shared by the file's tests and end with it. */
function sharedPair(mongo: TestMongo, redisProgram: string): EnginePair {
  const settings = new Map<string, Settings>();
  let redis: Promise<RedisServer> | undefined;
  afterAll(async () => (await redis)?.stop());

  return {
    name: 'MongoDB and Redis',
    async settingsOf(dataDir) {
      redis ??= startRedisServer(redisProgram, ['--databases', REDIS_DATABASES]);
      const { url } = await redis;
      const made = settings.get(dataDir) ?? {
        MONGODB_URI: mongo.freshUri(),
        REDIS_URL: `${url}/${settings.size}`,
        LOA_SECRET_KEY: SECRET_KEY,
      };
      settings.set(dataDir, made);
      return made;
    },
    async tracesElsewhere(dataDir, needles) {
      const uri = settings.get(dataDir)?.MONGODB_URI;
      const documents = uri ? await documentsWith(uri, needles) : [];
      return redis ? [...documents, ...filesWith((await redis).dir, needles)] : documents;
    },
    async rewriteLog() {
      if (redis) await (await redis).command('BGREWRITEAOF').catch(isRunningAlready);
    },
  };
}

function isRunningAlready(error: unknown): void {
  if (!String(error).includes('already in progress')) throw error;
}
