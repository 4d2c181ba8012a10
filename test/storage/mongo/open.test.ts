import mongoose from 'mongoose';
import { afterAll, describe, expect, it } from 'vitest';
import type { FlowRun } from '../../../src/domain/flow-state.ts';
import { frozenClock, systemClock } from '../../../src/lib/clock.ts';
import { createLogger } from '../../../src/lib/logger.ts';
import { openStorage } from '../../../src/storage/index.ts';
import { INBOX_COLLECTION } from '../../../src/storage/mongo/inbox.ts';
import { checkIndexes } from '../../../src/storage/mongo/indexes.ts';
import { underLock } from '../../../src/storage/mongo/lock.ts';
import { MIGRATIONS } from '../../../src/storage/mongo/migrations/index.ts';
import { openMongoStorage } from '../../../src/storage/mongo/open.ts';
import { StorageUnavailable } from '../../../src/storage/storage.ts';
import { range, sampleEvent, sampleRow, T0 } from '../../contracts/samples.ts';
import { mongoServer } from '../../support/mongo-server.ts';

const mongo = await mongoServer();
const clock = frozenClock(T0);
const connections: mongoose.Connection[] = [];
afterAll(() => Promise.all(connections.map((connection) => connection.close())));

async function raw(uri: string): Promise<mongoose.Connection> {
  const connection = await mongoose.createConnection(uri).asPromise();
  connections.push(connection);
  return connection;
}

describe('without a server', () => {
  it('is refused with advice and without the password of the address', async () => {
    const uri = 'mongodb://loa:not-to-be-told@127.0.0.1:9/loa';
    const error = await openMongoStorage({ uri, clock }).catch((reason) => reason);
    expect(error).toBeInstanceOf(StorageUnavailable);
    expect(error).toMatchObject({ code: 'unreachable', message: expect.stringContaining('MONGODB_URI') });
    expect(JSON.stringify(error) + error.stack).not.toContain('not-to-be-told');
  });
});

describe.skipIf(!mongo)('a MongoDB store', () => {
  const fresh = () => mongo?.freshUri() ?? '';

  it('is chosen by its engine, and may be open in many processes at once', async () => {
    const uri = fresh();
    const opened = await Promise.all(range(0, 4).map(() => openStorage({ engine: 'mongo', uri, clock })));
    await opened[0]?.storage.inbox.acceptMany([sampleEvent(1)]);
    expect(await opened[3]?.storage.inbox.counts()).toMatchObject({ pending: 1 });
    const book = await (await raw(uri)).collection('schema_migrations').find().toArray();
    expect(book.map(({ _id }) => _id)).toEqual(MIGRATIONS.map(({ number }) => number));
    await Promise.all(opened.map(({ storage }) => storage.close()));
  });

  it('reads the age of unfinished forms out of the conversations of older builds', async () => {
    const uri = fresh();
    const first = await openMongoStorage({ uri, clock });
    const id = 'zalo:1:u';
    const claim = await first.storage.conversations.claim(id, 'w', T0, 1);
    if (!claim) throw new Error('not claimed');
    const active = { touchedAtMs: 5 } as FlowRun;
    const value = { ...claim.value, flow: { ...claim.value.flow, active } };
    await first.storage.conversations.commit(id, claim.fence, claim.version, value);
    await first.storage.close();
    const db = await raw(uri);
    await db.collection('conversations').updateMany({}, { $unset: { draftTouchedMs: 1, draftConsented: 1 } });
    await db.collection<{ _id: number }>('schema_migrations').deleteOne({ _id: 2 });
    const { storage } = await openMongoStorage({ uri, clock });
    const old = await storage.conversations.oldDrafts({ consented: false, beforeMs: 9, limit: 9 });
    await storage.close();
    expect(old).toEqual([id]);
  });

  it('of a newer build is refused with advice', async () => {
    const uri = fresh();
    await (await openMongoStorage({ uri, clock })).storage.close();
    await (await raw(uri)).collection<{ _id: number }>('schema_migrations').insertOne({ _id: 999 });
    await expect(openMongoStorage({ uri, clock })).rejects.toMatchObject({ code: 'newer-schema' });
  });

  it('makes a missing index at the start, and says which one is not as declared', async () => {
    const uri = fresh();
    await (await openMongoStorage({ uri, clock })).storage.close();
    const db = await raw(uri);
    await db.collection('inbox').dropIndex('inbox_parked');
    await db.collection('inbox').dropIndex('inbox_done');
    await db.collection('inbox').createIndex({ kind: 1 }, { name: 'inbox_done' });
    const lines: string[] = [];
    const logger = createLogger({ destination: { write: (line: string) => void lines.push(line) } });
    await (await openMongoStorage({ uri, clock, logger })).storage.close();
    expect(await checkIndexes(db, INBOX_COLLECTION)).toMatchObject({
      missing: [],
      different: ['inbox_done'],
    });
    expect(lines.join()).toMatch(/"index":"inbox_done".*drop it/);
  });

  it('lets one process at a time change the schema, and takes over from a dead one', async () => {
    const db = await raw(fresh());
    await db.collection<{ _id: string }>('locks').insertOne({ _id: 'x', owner: 'dead', untilMs: 1 } as never);
    let inside = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, ++inside);
      await new Promise(setImmediate);
      inside--;
    };
    await Promise.all(
      range(0, 4).map((n) => underLock(db, { name: 'x', owner: `p${n}`, clock: systemClock() }, work)),
    );
    expect(most).toBe(1);
  });

  it('answers nothing after it was closed, and closes twice without harm', async () => {
    const { storage } = await openMongoStorage({ uri: fresh(), clock });
    await storage.close();
    await storage.close();
    await expect(storage.ping()).rejects.toThrow(StorageUnavailable);
  });

  it('completes a batch of the outbox that broke off in the middle, and shows nothing of it before', async () => {
    const uri = fresh();
    const { storage } = await openMongoStorage({ uri, clock });
    const rows = range(0, 3).map((n) => sampleRow(`r${n}`, { index: n }));
    await storage.outbox.insertMany(rows);
    const collection = (await raw(uri)).collection<{ _id: string }>('outbox');
    // As a process leaves it that dies after the second row.
    await collection.deleteOne({ _id: 'r2' });
    await collection.updateMany({}, { $set: { state: 'staged' } });
    await (await raw(uri)).collection('outbox_lanes').deleteMany({});
    expect(await storage.outbox.get('r0')).toBeNull();
    expect(await storage.outbox.due(T0, 10)).toEqual([]);
    await storage.outbox.insertMany(rows);
    const lane = { conversationId: 'zalo:oa1:u1', lane: 'reply' } as const;
    const claim = await storage.outbox.claim(lane, 'w', T0, 1_000, 10);
    expect(claim?.rows.map((row) => row.id)).toEqual(['r0', 'r1', 'r2']);
    await storage.close();
  });

  it('mends a lane that was left behind by a process that died between its rows and it', async () => {
    const uri = fresh();
    const { storage } = await openMongoStorage({ uri, clock });
    await storage.outbox.insertMany([sampleRow('a')]);
    await (await raw(uri)).collection('outbox').deleteMany({});
    const [lane] = await storage.outbox.due(T0, 10);
    expect(lane && (await storage.outbox.claim(lane, 'w', T0, 1_000, 10))).toBeNull();
    expect(await storage.outbox.due(T0, 10)).toEqual([]);
    await storage.close();
  });
});
