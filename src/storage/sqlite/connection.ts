import Database from 'libsql';
import { unavailable } from './errors.ts';

const REPLACEMENT = '\uFFFD';

/** What may be bound. The driver aborts the whole process on a boolean, hence the narrow type and the check. */
export type SqlValue = string | number | null;

/** A prepared statement. Kept and used again; every call gives one array of values. */
export interface Statement<Row = never> {
  /** Runs a write and returns how many rows it changed. */
  run(values?: SqlValue[]): number;
  /** The first row. */
  get(values?: SqlValue[]): Row | undefined;
  all(values?: SqlValue[]): Row[];
}

/** One connection to one file: the only place that knows the driver and its manners. */
export interface Connection {
  prepare<Row = never>(sql: string): Statement<Row>;
  exec(sql: string): void;
  readonly inTransaction: boolean;
  /** Everything after this throws. Twice is harmless. */
  close(): void;
}

/**
 * @param busyTimeoutMs - How long to wait for a lock of another process.
 * @throws {StorageUnavailable} `unreachable` when the file cannot be opened.
 */
export function openConnection(path: string, busyTimeoutMs: number): Connection {
  const db = openFile(path, busyTimeoutMs);
  let open = true;
  const assertOpen = (): void => {
    // The driver's statements go on working after its close(), so the wrapper must refuse.
    if (!open) throw unavailable('unreachable', new Error('the store is closed'));
  };
  return {
    prepare<Row>(sql: string): Statement<Row> {
      assertOpen();
      const statement = db.prepare(sql);
      return {
        run(values = []) {
          assertOpen();
          return statement.run(checked(values)).changes;
        },
        get(values = []) {
          assertOpen();
          return statement.get(checked(values)) as Row | undefined;
        },
        all(values = []) {
          assertOpen();
          return statement.all(checked(values)) as Row[];
        },
      };
    },
    exec(sql) {
      assertOpen();
      db.exec(sql);
    },
    get inTransaction() {
      return open && db.inTransaction;
    },
    close() {
      if (!open) return;
      open = false;
      db.close();
    },
  };
}

function openFile(path: string, busyTimeoutMs: number): Database.Database {
  try {
    return new Database(path, { timeout: busyTimeoutMs });
  } catch (error) {
    // The driver gives no code here.
    throw unavailable('unreachable', error);
  }
}

function checked(values: SqlValue[]): SqlValue[] {
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (typeof value === 'string') values[i] = sqlText(value);
    else if (value !== null && typeof value !== 'number')
      throw new TypeError(`cannot bind a ${typeof value}`);
  }
  return values;
}

/**
 * Text as the engine can keep it: it ends a text at NUL, and lone surrogates have no UTF-8. Both become U+FFFD, in
 * values and in look-ups alike. Documents are JSON, where both are escaped, and so stay as they are.
 */
export function sqlText(text: string): string {
  const wellFormed = text.toWellFormed();
  return wellFormed.includes('\0') ? wellFormed.replaceAll('\0', REPLACEMENT) : wellFormed;
}
