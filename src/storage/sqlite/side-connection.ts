import Database from 'libsql/promise';
import { storageError } from './errors.ts';

/** Rows of a statement, as the driver's threads give them. */
interface SideStatement {
  all(): Promise<unknown[]>;
}

/** A second connection to the same file, whose statements run in the driver's own threads: for long work that must not hold the event loop. */
export interface SideConnection {
  /** @throws {StorageUnavailable} */
  all<Row>(sql: string): Promise<Row[]>;
  close(): void;
}

/** @throws {StorageUnavailable} */
export function openSideConnection(path: string): SideConnection {
  const db = open(path);
  return {
    async all<Row>(sql: string) {
      try {
        const statement = (await db.prepare(sql)) as SideStatement;
        return (await statement.all()) as Row[];
      } catch (error) {
        throw storageError(error);
      }
    },
    close: () => db.close(),
  };
}

function open(path: string): Database {
  try {
    return new Database(path, {});
  } catch (error) {
    throw storageError(error);
  }
}
