import { describe, expect, it } from 'vitest';
import type { RecordSpec } from '../../../src/domain/record-spec.ts';
import { frozenClock } from '../../../src/lib/clock.ts';
import { encodeCursor } from '../../../src/storage/cursor.ts';
import { COLLECTIONS } from '../../../src/storage/mongo/collections.ts';
import { CONVERSATION_QUERIES } from '../../../src/storage/mongo/conversations.ts';
import { COUNTER_QUERIES } from '../../../src/storage/mongo/counters.ts';
import { BLOB_QUERIES } from '../../../src/storage/mongo/gridfs-blobs.ts';
import { INBOX_QUERIES } from '../../../src/storage/mongo/inbox.ts';
import { INBOX_ADMIN_QUERIES } from '../../../src/storage/mongo/inbox-admin.ts';
import { LOCK_QUERIES } from '../../../src/storage/mongo/lock.ts';
import { MIGRATION_QUERIES } from '../../../src/storage/mongo/migrate.ts';
import { OUTBOX_QUERIES } from '../../../src/storage/mongo/outbox.ts';
import { OUTBOX_ADMIN_QUERIES } from '../../../src/storage/mongo/outbox-admin.ts';
import { OUTBOX_LANE_QUERIES } from '../../../src/storage/mongo/outbox-lanes.ts';
import type { CollectionSpec, Queries, Query } from '../../../src/storage/mongo/query.ts';
import { countQuery, pageQuery } from '../../../src/storage/mongo/record-query.ts';
import { RECORD_QUERIES, recordCollection } from '../../../src/storage/mongo/records.ts';
import type { RecordQuery } from '../../../src/storage/records.ts';
import { T0 } from '../../contracts/samples.ts';
import { declaredRecords } from '../../support/declared-records.ts';
import { mongoServer } from '../../support/mongo-server.ts';
import { emptyMongoStores } from '../../support/mongo-storage.ts';
import { notServed } from '../../support/served-by.ts';

/** Each store with the collection that its queries ask. */
const STORES: Record<string, [Queries, string]> = {
  CONVERSATION_QUERIES: [CONVERSATION_QUERIES, 'conversations'],
  COUNTER_QUERIES: [COUNTER_QUERIES, 'counters'],
  INBOX_QUERIES: [INBOX_QUERIES, 'inbox'],
  INBOX_ADMIN_QUERIES: [INBOX_ADMIN_QUERIES, 'inbox'],
  OUTBOX_QUERIES: [OUTBOX_QUERIES, 'outbox'],
  OUTBOX_ADMIN_QUERIES: [OUTBOX_ADMIN_QUERIES, 'outbox'],
  OUTBOX_LANE_QUERIES: [OUTBOX_LANE_QUERIES, 'outbox_lanes'],
  LOCK_QUERIES: [LOCK_QUERIES, 'locks'],
  MIGRATION_QUERIES: [MIGRATION_QUERIES, 'schema_migrations'],
  BLOB_QUERIES: [BLOB_QUERIES, 'blobs.files'],
};
/** Asked by the lanes, of the rows. */
const OF_ANOTHER_COLLECTION: Record<string, string> = { 'OUTBOX_LANE_QUERIES.head': 'outbox' };
/** Values that any of the queries take; a list and a lane look like a text to them. */
const SAMPLE_VALUES = ['x', 'reply', 1];

const specOf = (collection: string): CollectionSpec =>
  COLLECTIONS.find((one) => one.collection === collection) ?? { collection, indexes: [] };

const queries = Object.entries(STORES).flatMap(([store, [declared, collection]]) =>
  Object.entries(declared).map(([name, query]) => {
    const full = `${store}.${name}`;
    const sample = query(...sampleFor(full));
    return [full, sample, specOf(OF_ANOTHER_COLLECTION[full] ?? collection)] as const;
  }),
);

function sampleFor(name: string): unknown[] {
  const lane = { conversationId: 'zalo:oa1:u1', lane: 'reply' };
  if (name === 'OUTBOX_LANE_QUERIES.head' || name === 'OUTBOX_QUERIES.openOf') return [lane];
  return /staged|Keys|\.rows/.test(name) ? [['x', 'y']] : SAMPLE_VALUES;
}

/** Each shape of a record's query: how many values are given, bounds, cursor, direction. */
function shapesOf(spec: RecordSpec<unknown>): Query[] {
  const indexes = [...Object.entries<readonly string[]>(spec.indexes), ['id', []] as const];
  return indexes.flatMap(([index, fields]) =>
    [...fields, 'id'].flatMap((_, given) => {
      const equals = fields.slice(0, given).map(() => 'x');
      return [{}, { from: 'a' }, { to: 'z' }, { from: 'a', to: 'z' }].flatMap((bound) =>
        [false, true].flatMap((descending) => {
          const query: RecordQuery = { index, equals, ...bound, descending, limit: 10 };
          const { filter, position, ranges } = pageQuery(spec, query);
          const cursors = [position.map(() => 'k'), position.map((field) => (field === 'id' ? 'k' : null))];
          const later = cursors.flatMap(
            (cursor) => pageQuery(spec, { ...query, after: encodeCursor(filter, cursor) }).ranges,
          );
          return [...ranges, ...later, countQuery(spec, { index, equals, ...bound })];
        }),
      );
    }),
  );
}

describe('every query of the stores', () => {
  it.each(queries)('%s is served by its index', (_name, query, spec) => {
    expect(notServed(query, spec)).toBeNull();
  });

  it('would be caught when it were not', () => {
    const inbox = specOf('inbox');
    const caught = (query: Query) => notServed(query, inbox) !== null;
    expect(caught({ filter: { kind: 'message' }, hint: 'inbox_pending' })).toBe(true);
    expect(caught({ filter: { state: 'done' }, hint: 'inbox_pending' })).toBe(true);
    expect(caught({ filter: { state: 'pending' }, sort: { dueMs: 1 }, hint: 'inbox_order' })).toBe(true);
    expect(caught({ filter: { state: 'pending' }, hint: 'nobody' })).toBe(true);
    const skipsAField = { state: 'pending', orderMs: { $gt: 1 } };
    expect(caught({ filter: skipsAField, hint: 'inbox_order' })).toBe(true);
  });
});

describe('every declared index of a record', () => {
  const specs = declaredRecords();

  it('was found', () => {
    expect(specs.length).toBeGreaterThan(15);
  });

  it.each(specs.map((spec) => [spec.name, spec] as const))('of %s serves its queries', (_, spec) => {
    const collection = recordCollection(spec);
    const byId = Object.values(RECORD_QUERIES).map((query) => query('x', 1));
    const failing = [...byId, ...shapesOf(spec)].filter((query) => notServed(query, collection) !== null);
    expect(failing).toEqual([]);
  });
});

it('every unique key begins with the field that would shard it', () => {
  const shardFields: Record<string, string> = { sequence_numbers: 'scope', 'blobs.chunks': 'files_id' };
  const unique = COLLECTIONS.flatMap(({ collection, indexes }) =>
    indexes.filter((index) => index.unique).map((index) => [collection, Object.keys(index.keys)[0]]),
  );
  expect(unique.length).toBeGreaterThan(0);
  for (const [collection = '', first] of unique) expect(first).toBe(shardFields[collection]);
});

const mongo = await mongoServer();
const explains = mongo !== null && mongo.kind !== 'stand-in';
if (mongo && !explains) {
  process.stderr.write(
    '\n!!! SKIPPED: explain of each query. To run it: put mongod on the PATH (the stand-in has no explain)\n',
  );
}

describe.skipIf(!explains)('on a real server', () => {
  const open = emptyMongoStores(mongo, frozenClock(T0));

  it.each(queries)('%s reads its index and sorts nothing', async (_name, { filter, sort, hint }, spec) => {
    const { raw } = await open();
    const plan = await raw
      .collection(spec.collection)
      .find(filter, { sort: sort ?? {}, hint })
      .explain('queryPlanner');
    const stages = JSON.stringify(plan.queryPlanner.winningPlan).match(/"stage":"\w+"/g) ?? [];
    expect(stages).not.toContain('"stage":"COLLSCAN"');
    expect(stages).not.toContain('"stage":"SORT"');
  });
});
