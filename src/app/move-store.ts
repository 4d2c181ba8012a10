import type { Config } from '../config/config.ts';
import { ConfigError } from '../config/config-error.ts';
import type { Clock } from '../lib/clock.ts';
import { randomIds } from '../lib/ids.ts';
import { silentLogger } from '../lib/logger.ts';
import { holdSystem } from '../services/backup/hold.ts';
import { type MovedStore, moveStore } from '../services/backup/move-store.ts';
import { recordSpecs } from '../services/stores.ts';
import { openStore } from './open-store.ts';

/**
 * Moves an installation between SQLite (under `DATA_DIR`) and MongoDB (`MONGODB_URI`). Both ends are held then: the new
 * one until `loa release`, the old one for good, so that a server started on it by mistake sends nothing.
 *
 * @param to - The engine to move to.
 * @returns true when both sides agree by counts and checksums.
 * @throws {StorageUnavailable} `in-use` while a server runs on the embedded store.
 */
export async function moveInstallation(
  config: Config,
  to: 'sqlite' | 'mongo',
  clock: Clock,
  moved: (store: MovedStore) => void,
): Promise<boolean> {
  const { storage } = config;
  if (storage.engine !== 'mongo') {
    throw new ConfigError([
      {
        variable: 'MONGODB_URI',
        problem: 'is unset, and one end of the move is MongoDB',
        mend: 'Set it to the database, beside the DATA_DIR of the embedded store.',
      },
    ]);
  }
  const deps = { clock, ids: randomIds(), logger: silentLogger(), keepsJournal: false };
  const sqlite = await openStore({ ...config, storage: { engine: 'sqlite' } }, deps);
  try {
    const mongo = await openStore(config, deps);
    try {
      const [from, target] = to === 'mongo' ? [sqlite, mongo] : [mongo, sqlite];
      const hold = { reason: 'moved', sinceMs: clock.systemNow(), backupAtMs: null } as const;
      // Held before the first row is copied; the hold itself is no part of what is compared.
      await holdSystem(from.stores.holds, hold);
      const specs = recordSpecs();
      return await moveStore({
        from: { transfer: from.storage.transfer(specs), blobs: from.blobs },
        to: { transfer: target.storage.transfer(specs), blobs: target.blobs },
        moved,
      });
    } finally {
      await mongo.storage.close();
    }
  } finally {
    await sqlite.storage.close();
  }
}
