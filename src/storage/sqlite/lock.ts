import { join } from 'node:path';
import { openConnection } from './connection.ts';
import { storageError } from './errors.ts';

const LOCK_FILE = 'loa.lock';

/** The right to be the one process that writes into a data folder. */
export interface FolderLock {
  release(): void;
}

/**
 * Takes the lock of a data folder: an exclusive transaction on a database of its own, because the operating system
 * gives it back when the process dies in whatever way. No other code may open that file.
 *
 * @throws {StorageUnavailable} `in-use`, `read-only`, `disk-full`.
 */
export function lockFolder(dataDir: string): FolderLock {
  try {
    const connection = openConnection(join(dataDir, LOCK_FILE), 0);
    try {
      connection.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      connection.close();
      throw error;
    }
    return { release: () => connection.close() };
  } catch (error) {
    throw storageError(error);
  }
}
