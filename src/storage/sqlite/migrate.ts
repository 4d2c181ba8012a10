import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { StorageUnavailable } from '../storage.ts';
import type { Connection } from './connection.ts';
import type { Migration } from './migrations/migration.ts';

/** Folder under `DATA_DIR` with a copy of the database from before each upgrade. */
export const COPIES_DIR = 'before-upgrade';

const BOOK = `CREATE TABLE IF NOT EXISTS schema_migrations (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  applied_at_ms INTEGER NOT NULL
)`;

export interface MigrateOptions {
  dataDir: string;
  migrations: readonly Migration[];
  nowMs: number;
}

/**
 * Brings the database to this build's schema: all outstanding migrations in one transaction, after a copy of a database
 * that already has data. Must run under the folder's lock.
 *
 * @returns the numbers that were applied.
 * @throws {StorageUnavailable} `newer-schema` when a newer build has been here.
 */
export function migrate(db: Connection, { dataDir, migrations, nowMs }: MigrateOptions): number[] {
  db.exec(BOOK);
  const done = db
    .prepare<{ number: number | null }>('SELECT max(number) AS number FROM schema_migrations')
    .get();
  const current = done?.number ?? 0;
  const newest = migrations.at(-1)?.number ?? 0;
  if (current > newest) {
    throw new StorageUnavailable(
      'newer-schema',
      `the database has schema ${current}, this build knows ${newest}; start the newer build, or restore a copy from ${COPIES_DIR}`,
    );
  }
  const outstanding = migrations.filter((migration) => migration.number > current);
  if (outstanding.length === 0) return [];
  if (current > 0) copyDatabase(db, dataDir, current, nowMs);
  db.exec('BEGIN IMMEDIATE');
  try {
    const note = db.prepare('INSERT INTO schema_migrations (number, name, applied_at_ms) VALUES (?, ?, ?)');
    for (const { number, name, statements } of outstanding) {
      for (const statement of statements) db.exec(statement);
      note.run([number, name, nowMs]);
    }
    db.exec('COMMIT');
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
  return outstanding.map((migration) => migration.number);
}

function copyDatabase(db: Connection, dataDir: string, schema: number, nowMs: number): void {
  const folder = join(dataDir, COPIES_DIR);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `loa-schema-${schema}-${nowMs}.db`);
  if (!existsSync(path)) db.prepare('VACUUM INTO ?').run([path]);
}
