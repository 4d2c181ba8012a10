import { diskError } from '../data-folder.ts';
import { StorageUnavailable } from '../storage.ts';

const UNREACHABLE = new Set(['SQLITE_CANTOPEN', 'SQLITE_CORRUPT', 'SQLITE_NOTADB']);

const ADVICE = {
  'disk-full': 'the disk of DATA_DIR is full; make room, the server goes on by itself',
  'read-only': 'DATA_DIR cannot be written; check the mount and the owner of the folder',
  'in-use': 'another process uses this DATA_DIR; stop it first, or go through the running server',
  unreachable: 'the database file cannot be read or written; check the disk, then start the server anew',
} as const;

/** A {@link StorageUnavailable} with the usual advice for its code. */
export function unavailable(code: keyof typeof ADVICE, cause?: unknown): StorageUnavailable {
  return new StorageUnavailable(code, ADVICE[code], { cause });
}

/** Turns what the driver or the file system throws into the port's error; other errors pass unchanged. */
export function storageError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'SQLITE_FULL') return unavailable('disk-full', error);
  if (code.startsWith('SQLITE_READONLY')) return unavailable('read-only', error);
  if (code.startsWith('SQLITE_BUSY')) return unavailable('in-use', error);
  if (code.startsWith('SQLITE_IOERR') || UNREACHABLE.has(code)) return unavailable('unreachable', error);
  return diskError(error) ?? error;
}
