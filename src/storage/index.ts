import type { Clock } from '../lib/clock.ts';
import type { Logger } from '../lib/logger.ts';
import type { LoopShare } from '../lib/loop-share.ts';
import type { Storage } from './storage.ts';

export interface StorageChoice {
  engine: 'sqlite';
  dataDir: string;
  clock: Clock;
  logger?: Logger;
  /** Holds the store's writes to a part of the loop while callers crowd. Default: they make way for nobody. */
  share?: LoopShare;
}

/**
 * Opens the chosen engine; only its own packages are loaded.
 *
 * @throws {StorageUnavailable}
 */
export async function openStorage({ engine, ...options }: StorageChoice): Promise<Storage> {
  switch (engine) {
    case 'sqlite':
      return (await import('./sqlite/open.ts')).openSqliteStorage(options);
  }
}
