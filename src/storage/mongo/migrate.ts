import type { Connection } from 'mongoose';
import type { Logger } from '../../lib/logger.ts';
import { StorageUnavailable } from '../storage.ts';
import { COLLECTIONS } from './collections.ts';
import { isDuplicateKey } from './errors.ts';
import { adviseOnIndexes, checkIndexes, createIndexes } from './indexes.ts';
import { type LockOptions, underLock } from './lock.ts';
import type { Migration } from './migrations/migration.ts';
import { ID_INDEX, queries } from './query.ts';

interface BookEntry {
  _id: number;
  name: string;
  appliedAtMs: number;
}

export const MIGRATION_QUERIES = queries({
  newest: () => ({ filter: {}, sort: { _id: -1 }, hint: ID_INDEX }),
});

export interface MigrateOptions extends LockOptions {
  migrations: readonly Migration[];
  logger?: Logger | undefined;
}

/**
 * Brings the database to this build's schema: the missing indexes and the outstanding migrations, one process at a time.
 *
 * @param onSlow - Runs work that may take long, on a connection without time limits.
 * @returns the numbers that were applied.
 * @throws {StorageUnavailable} `newer-schema` when a newer build has been here; `in-use`.
 */
export async function migrate(
  db: Connection,
  onSlow: <T>(work: (db: Connection) => Promise<T>) => Promise<T>,
  options: MigrateOptions,
): Promise<number[]> {
  const [wanting, reports] = await Promise.all([outstanding(db, options), reportsOf(db)]);
  for (const report of reports) adviseOnIndexes(report, options.logger);
  if (wanting.length === 0 && reports.every(({ missing }) => missing.length === 0)) return [];
  return onSlow((slow) => underLock(slow, options, () => bringUpToDate(slow, options)));
}

async function bringUpToDate(db: Connection, options: MigrateOptions): Promise<number[]> {
  const reports = await reportsOf(db);
  await Promise.all(reports.map(({ collection, missing }) => createIndexes(db, collection, missing)));
  const applied: number[] = [];
  for (const migration of await outstanding(db, options)) {
    await migration.run(db);
    await note(db, migration, options.clock.systemNow());
    applied.push(migration.number);
  }
  return applied;
}

async function outstanding(db: Connection, { migrations }: MigrateOptions): Promise<Migration[]> {
  const { filter, sort, hint } = MIGRATION_QUERIES.newest();
  const newest = await db
    .collection<BookEntry>('schema_migrations')
    .findOne(filter, { sort: sort ?? {}, hint });
  const current = newest?._id ?? 0;
  const known = migrations.at(-1)?.number ?? 0;
  if (current > known) {
    throw new StorageUnavailable(
      'newer-schema',
      `the database has schema ${current}, this build knows ${known}; start the newer build, or restore a backup`,
    );
  }
  return migrations.filter((migration) => migration.number > current);
}

function reportsOf(db: Connection) {
  return Promise.all(COLLECTIONS.map(async (spec) => ({ ...spec, ...(await checkIndexes(db, spec)) })));
}

async function note(db: Connection, { number, name }: Migration, appliedAtMs: number): Promise<void> {
  try {
    await db.collection<BookEntry>('schema_migrations').insertOne({ _id: number, name, appliedAtMs });
  } catch (error) {
    // A holder whose lease had run out was still at it.
    if (!isDuplicateKey(error)) throw error;
  }
}
