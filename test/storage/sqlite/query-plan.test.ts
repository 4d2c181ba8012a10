import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { RecordSpec } from '../../../src/domain/record-spec.ts';
import { encodeCursor } from '../../../src/storage/cursor.ts';
import type { RecordQuery } from '../../../src/storage/records.ts';
import { openConnection } from '../../../src/storage/sqlite/connection.ts';
import { CONVERSATION_QUERIES } from '../../../src/storage/sqlite/conversations.ts';
import { FENCE_QUERIES } from '../../../src/storage/sqlite/fence.ts';
import { INBOX_QUERIES } from '../../../src/storage/sqlite/inbox.ts';
import { INBOX_ADMIN_QUERIES } from '../../../src/storage/sqlite/inbox-admin.ts';
import { INBOX_HEAD_QUERIES } from '../../../src/storage/sqlite/inbox-heads.ts';
import { migrate } from '../../../src/storage/sqlite/migrate.ts';
import { MIGRATIONS } from '../../../src/storage/sqlite/migrations/index.ts';
import { OUTBOX_QUERIES } from '../../../src/storage/sqlite/outbox.ts';
import { OUTBOX_ADMIN_QUERIES } from '../../../src/storage/sqlite/outbox-admin.ts';
import { OUTBOX_LANE_QUERIES } from '../../../src/storage/sqlite/outbox-lanes.ts';
import { countQuery, pageQuery } from '../../../src/storage/sqlite/record-query.ts';
import { ensureRecordTable, type RecordTable } from '../../../src/storage/sqlite/record-table.ts';
import { recordQueries } from '../../../src/storage/sqlite/records.ts';
import { SEQUENCE_QUERIES } from '../../../src/storage/sqlite/sequences.ts';
import { T0 } from '../../contracts/samples.ts';
import { declaredRecords } from '../../support/declared-records.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'loa-plan-'));
const db = openConnection(join(dataDir, 'x.db'), 0);
db.prepare<object>('PRAGMA journal_mode = WAL').all();
migrate(db, { dataDir, migrations: MIGRATIONS, nowMs: T0 });
afterAll(() => {
  explainer.close();
  db.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const specs = declaredRecords();

const tables = new Map(specs.map((spec) => [spec, ensureRecordTable(db, spec)]));

// A connection of its own: the driver keeps an explained write open, and no other could commit beside it.
const explainer = openConnection(join(dataDir, 'x.db'), 0);

/** The engine's plan, a line for each step. */
function planOf(sql: string): string[] {
  return explainer
    .prepare<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
    .all()
    .map((step) => step.detail);
}

/** A step that reads rows which the query does not ask for, or sorts them. */
const isCostly = (step: string) =>
  step.includes('TEMP B-TREE') || /^SCAN (?!CONSTANT|\(subquery|SUBQUERY)/.test(step);

const STORES = {
  CONVERSATION_QUERIES,
  FENCE_QUERIES,
  INBOX_QUERIES,
  INBOX_ADMIN_QUERIES,
  INBOX_HEAD_QUERIES,
  OUTBOX_QUERIES,
  OUTBOX_ADMIN_QUERIES,
  OUTBOX_LANE_QUERIES,
  SEQUENCE_QUERIES,
};

/**
 * Walk the rows that they count or list through an index that holds exactly those rows; that is the whole answer, so
 * nothing is read in vain.
 */
const WHOLE_PARTIAL_INDEX = new Set([
  'INBOX_ADMIN_QUERIES.pending',
  'INBOX_ADMIN_QUERIES.oldest',
  'INBOX_ADMIN_QUERIES.parkedCount',
]);

const queries = Object.entries(STORES).flatMap(([store, list]) =>
  Object.entries<string>(list).map(([name, sql]) => [`${store}.${name}`, sql] as const),
);

describe('every query of the stores', () => {
  it.each(queries)('%s is served by an index', (name, sql) => {
    const costly = planOf(sql).filter(isCostly);
    if (!WHOLE_PARTIAL_INDEX.has(name)) expect(costly).toEqual([]);
    else
      for (const step of costly)
        expect(step).toMatch(/^SCAN inbox USING COVERING INDEX inbox_(pending|parked)$/);
  });

  it('would be caught when it were not', () => {
    const costly = (sql: string) => planOf(sql).some(isCostly);
    expect(costly(`SELECT * FROM inbox WHERE kind = 'message'`)).toBe(true);
    expect(costly('SELECT * FROM outbox WHERE conversation_id = ? ORDER BY created_at_ms')).toBe(true);
  });
});

/** Each shape of query: how many values are given, bounds, cursor, direction. */
function shapesOf(spec: RecordSpec<unknown>): RecordQuery[] {
  const indexes = [...Object.entries<readonly string[]>(spec.indexes), ['id', []] as const];
  return indexes.flatMap(([index, fields]) =>
    [...fields, 'id'].flatMap((_, given) => {
      const equals = fields.slice(0, given).map(() => 'x');
      const bounds = [{}, { from: 'a' }, { to: 'z' }, { from: 1, to: 9 }];
      return bounds.flatMap((bound) =>
        [false, true].flatMap((descending) => {
          const query: RecordQuery = { index, equals, ...bound, descending, limit: 10 };
          const { filter, position } = pageQuery(spec, 'x', query);
          return [
            query,
            {
              ...query,
              after: encodeCursor(
                filter,
                position.map(() => 'k'),
              ),
            },
          ];
        }),
      );
    }),
  );
}

describe('every declared index', () => {
  it('was found', () => {
    expect(specs.length).toBeGreaterThan(15);
  });

  it.each(specs.map((spec) => [spec.name, spec] as const))('of %s serves its queries', (_, spec) => {
    const table = tables.get(spec) as RecordTable;
    for (const sql of Object.values(recordQueries(table))) expect(planOf(sql).filter(isCostly)).toEqual([]);
    for (const query of shapesOf(spec)) {
      const isOpen = query.equals?.length === 0 && query.from === undefined && query.to === undefined;
      const page = planOf(pageQuery(spec, table.table, query).sql).filter(isCostly);
      const { after: _, descending: __, ...selection } = query;
      const counted = planOf(countQuery(spec, table.table, selection).sql).filter(isCostly);
      // A query without any condition goes through all rows, in the order of the index.
      if (!isOpen) expect([query, page, counted]).toEqual([query, [], []]);
      else expect(page.filter((step) => step.includes('TEMP'))).toEqual([]);
    }
  });
});
