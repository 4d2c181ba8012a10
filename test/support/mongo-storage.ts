import mongoose from 'mongoose';
import { afterAll } from 'vitest';
import type { Clock } from '../../src/lib/clock.ts';
import { openMongoStorage } from '../../src/storage/mongo/open.ts';
import type { Storage } from '../../src/storage/storage.ts';
import type { TestMongo } from './mongo-server.ts';

/** Slow is not away on a machine that does much at once. */
const AWAY_MS = 60_000;

/**
 * Hands out one store on one database of the server, emptied each time: opening a database anew takes a hundred times as
 * long. It closes after the file's last test.
 */
export function emptyMongoStores(mongo: TestMongo | null, clock: Clock) {
  let opening: ReturnType<typeof openOnce> | undefined;

  async function openOnce() {
    if (!mongo) throw new Error('there is no MongoDB server');
    const uri = mongo.freshUri();
    const { storage, blobs } = await openMongoStorage({ uri, clock, awayMs: AWAY_MS });
    const raw = await mongoose.createConnection(uri).asPromise();
    return {
      storage: { ...storage, close: async () => {} } satisfies Storage,
      blobs,
      raw,
      end: storage.close,
    };
  }

  afterAll(async () => {
    const opened = await opening;
    await opened?.end();
    await opened?.raw.dropDatabase();
    await opened?.raw.close();
  });

  return async () => {
    opening ??= openOnce();
    const { storage, blobs, raw } = await opening;
    const names = (await raw.listCollections()).map(({ name }) => name);
    const data = names.filter((name) => name !== 'schema_migrations');
    await Promise.all(data.map((name) => raw.collection(name).deleteMany({})));
    return { storage, blobs, raw };
  };
}
