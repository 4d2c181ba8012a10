import { join } from 'node:path';
import type { Clock } from '../lib/clock.ts';
import type { Logger } from '../lib/logger.ts';
import type { LoopShare } from '../lib/loop-share.ts';
import { openDiskBlobs } from './disk-blobs.ts';
import type { Blobs, Storage } from './storage.ts';

export type StorageChoice = { clock: Clock; logger?: Logger } & (
  | {
      engine: 'sqlite';
      dataDir: string;
      /** Holds the store's writes to a part of the loop while callers crowd. Default: they make way for nobody. */
      share?: LoopShare;
    }
  | { engine: 'mongo'; uri: string }
);

/** The truth and its pictures, which live in one place. */
export interface OpenedStorage {
  storage: Storage;
  /** Closed with the storage. */
  blobs: Blobs;
}

/**
 * Opens the chosen engine; only its own packages are loaded.
 *
 * @throws {StorageUnavailable}
 */
export async function openStorage(choice: StorageChoice): Promise<OpenedStorage> {
  switch (choice.engine) {
    case 'sqlite': {
      const storage = await (await import('./sqlite/open.ts')).openSqliteStorage(choice);
      return { storage, blobs: openDiskBlobs(join(choice.dataDir, 'blobs')) };
    }
    case 'mongo':
      return (await import('./mongo/open.ts')).openMongoStorage(choice);
  }
}
