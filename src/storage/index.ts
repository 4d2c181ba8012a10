import { join } from 'node:path';
import type { RecordSpec } from '../domain/record-spec.ts';
import type { Clock } from '../lib/clock.ts';
import type { Logger } from '../lib/logger.ts';
import type { LoopShare } from '../lib/loop-share.ts';
import { openDiskBlobs } from './disk-blobs.ts';
import type { Blobs, OpenedStorage } from './storage.ts';
import type { StorageSnapshot } from './transfer.ts';

export type StorageChoice = { clock: Clock; logger?: Logger } & (
  | {
      engine: 'sqlite';
      dataDir: string;
      /** Holds the store's writes to a part of the loop while callers crowd. Default: they make way for nobody. */
      share?: LoopShare;
    }
  | { engine: 'mongo'; uri: string }
);

/** Where a store is, to be read only. */
export type SnapshotChoice = { engine: 'sqlite'; dataDir: string } | { engine: 'mongo'; uri: string };

/**
 * A store as it is now, beside whoever works on it.
 *
 * @throws {StorageUnavailable}
 */
export async function openSnapshot(
  choice: SnapshotChoice,
  specs: readonly RecordSpec<unknown>[],
): Promise<{ snapshot: StorageSnapshot; blobs: Blobs }> {
  switch (choice.engine) {
    case 'sqlite': {
      const snapshot = (await import('./sqlite/snapshot.ts')).openSqliteSnapshot(choice.dataDir, specs);
      return { snapshot, blobs: openDiskBlobs(join(choice.dataDir, 'blobs')) };
    }
    case 'mongo':
      return (await import('./mongo/snapshot.ts')).openMongoSnapshot(choice.uri, specs);
  }
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
