import { join } from 'node:path';
import type { RecordSpec } from '../../domain/record-spec.ts';
import type { StorageSnapshot } from '../transfer.ts';
import { type Connection, openConnection } from './connection.ts';
import { storageError } from './errors.ts';
import { BUSY_TIMEOUT_MS, DATABASE_FILE } from './open.ts';
import { sqliteTransfer } from './transfer.ts';

/**
 * The database of a data folder as it is now, beside a running server and without its lock: one read transaction, which
 * neither sees nor stops what is written after it.
 *
 * @throws {StorageUnavailable} when the file is not to be read.
 */
export function openSqliteSnapshot(dataDir: string, specs: readonly RecordSpec<unknown>[]): StorageSnapshot {
  try {
    const db = openConnection(join(dataDir, DATABASE_FILE), BUSY_TIMEOUT_MS);
    db.prepare<object>('PRAGMA query_only = ON').all();
    db.exec('BEGIN');
    // The first read fixes the moment.
    const tables = tablesOf(db);
    const there = specs.filter(({ name }) => tables.has(`r_${name}`));
    const { stores, read, count } = sqliteTransfer(db, null, there);
    return {
      stores,
      read,
      count,
      async close() {
        // The driver's own close leaves it open as long as statements live, and the log could never begin anew.
        if (db.inTransaction) db.exec('ROLLBACK');
        db.close();
      },
    };
  } catch (error) {
    throw storageError(error);
  }
}

function tablesOf(db: Connection): Set<string> {
  const rows = db.prepare<{ name: string }>(`SELECT name FROM sqlite_master WHERE type = 'table'`).all();
  return new Set(rows.map(({ name }) => name));
}
