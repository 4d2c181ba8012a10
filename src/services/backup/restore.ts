import type { Hold } from '../../domain/records/hold.ts';
import type { Records } from '../../storage/records.ts';
import type { Blobs } from '../../storage/storage.ts';
import type { StorageTransfer } from '../../storage/transfer.ts';
import { holdSystem } from './hold.ts';
import { type BackupReport, type BackupSink, readBackup } from './read-lines.ts';

export interface RestoreTarget {
  transfer: StorageTransfer;
  blobs: Blobs;
  holds: Records<Hold>;
  nowMs: number;
}

/** The store already holds something: a restore never mixes two installations. */
export class TargetNotEmpty extends Error {
  constructor(store: string) {
    super(`There is data already (${store}). Restore into an empty DATA_DIR or database.`);
    this.name = 'TargetNotEmpty';
  }
}

/** Reads a backup and keeps nothing: whether it is whole, and what it holds. @throws {BackupUnusable} */
export function verifyBackup(lines: AsyncIterable<string>): Promise<BackupReport> {
  return readBackup(lines, { header: async () => {}, rows: async () => {}, blob: async () => {} });
}

/**
 * Writes a backup into an empty store, which is held from its first row on. A restore that was broken off leaves a held
 * store that is not empty: throw it away and begin anew.
 *
 * @throws {BackupUnusable}
 * @throws {TargetNotEmpty}
 */
export async function restoreBackup(
  lines: AsyncIterable<string>,
  target: RestoreTarget,
): Promise<BackupReport> {
  const { transfer, blobs, holds, nowMs } = target;
  await assertEmpty(transfer);
  const sink: BackupSink = {
    async header(header) {
      await holdSystem(holds, { reason: 'restored', sinceMs: nowMs, backupAtMs: header.atMs });
    },
    async rows(store, rows) {
      // A kind of record that this build no longer has is left out.
      if (transfer.stores.includes(store)) await transfer.write(store, rows);
    },
    async blob(_sha256, bytes) {
      await blobs.put(bytes);
    },
  };
  return readBackup(lines, sink);
}

async function assertEmpty(transfer: StorageTransfer): Promise<void> {
  for (const store of transfer.stores) {
    if ((await transfer.count(store)) > 0) throw new TargetNotEmpty(store);
  }
}
