import { close, fdatasync, open } from 'node:fs';
import { promisify } from 'node:util';

const openFile = promisify(open);
const syncFile = promisify(fdatasync);
const closeFile = promisify(close);

/**
 * Makes the write-ahead log durable beside the event loop. The engine itself would wait for the disk inside COMMIT, and
 * every webhook with it; with `synchronous=NORMAL` it leaves that to us and goes on syncing around its checkpoints.
 */
export interface LogSync {
  /** Resolves when everything committed before the call survives a power cut. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** @param databasePath - The log beside it exists from the first transaction to the close of the last connection. */
export async function openLogSync(databasePath: string): Promise<LogSync> {
  // Some systems sync only files that are open for writing.
  const file = await openFile(`${databasePath}-wal`, 'r+');
  return {
    sync: () => syncFile(file),
    close: () => closeFile(file),
  };
}
