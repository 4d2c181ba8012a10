import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import { ensureSecretKey } from '../config/secret-key.ts';
import type { Journal } from '../journal/journal.ts';
import { noJournal } from '../journal/no-journal.ts';
import { openJournal } from '../journal/open.ts';
import type { Clock } from '../lib/clock.ts';
import type { Ids } from '../lib/ids.ts';
import type { Logger } from '../lib/logger.ts';
import type { LoopShare } from '../lib/loop-share.ts';
import { type ConsentProofs, createConsentProofs } from '../services/consent-proofs.ts';
import { createEraser, type Eraser } from '../services/erase/eraser.ts';
import { createTombstones, type Tombstones } from '../services/erase/tombstones.ts';
import { createLinkCodes, type LinkCodes } from '../services/links/link-codes.ts';
import { openStores, type Stores } from '../services/stores.ts';
import { openDataFolder } from '../storage/data-folder.ts';
import { openStorage } from '../storage/index.ts';
import { openPatiently, type PatientStorage } from '../storage/patient.ts';

/** Everything durable of one process. */
export interface OpenStore extends PatientStorage {
  stores: Stores;
  journal: Journal;
  secretKey: string;
  /** Keeps old events of erased people out. */
  tombstones: Tombstones;
  consents: ConsentProofs;
  linkCodes: LinkCodes;
  eraser: Eraser;
}

export interface OpenStoreDeps {
  clock: Clock;
  ids: Ids;
  logger: Logger;
  /** False for a command, which accepts nothing. Default true. */
  keepsJournal?: boolean;
  /** What work behind the door may take of the loop. Default: all of it. */
  share?: LoopShare;
  /** True where a shared database that is away is no reason not to start. Default false. */
  isPatient?: boolean;
}

/**
 * Opens database, pictures and journal, in this order: the embedded database holds the lock on the data directory. With a
 * shared database each process has a journal folder of its own there, and no lock. Who is patient may start before it.
 *
 * @throws {StorageUnavailable} with advice, e.g. when another process has the data directory.
 */
export async function openStore(config: Config, deps: OpenStoreDeps): Promise<OpenStore> {
  await openDataFolder(config.dataDir);
  const logger = deps.logger.child({ comp: 'storage' });
  const open = () =>
    openStorage({
      ...(config.storage.engine === 'sqlite'
        ? { engine: 'sqlite', dataDir: config.dataDir }
        : config.storage),
      clock: deps.clock,
      logger,
      ...(deps.share ? { share: deps.share } : {}),
    });
  const opened: PatientStorage = deps.isPatient
    ? await openPatiently({ open, logger })
    : { ...(await open()), whenThere: (work) => work() };
  const { storage, blobs } = opened;
  try {
    const secretKey = config.secretKey ?? (await ensureSecretKey(config.dataDir));
    const journal = deps.keepsJournal === false ? noJournal() : await openOwnJournal(config, deps);
    const stores = openStores(storage);
    const tombstones = createTombstones({ stores, secretKey, clock: deps.clock });
    const consents = createConsentProofs({ stores, secretKey, clock: deps.clock });
    const linkCodes = createLinkCodes({ stores, secretKey, clock: deps.clock });
    const eraser = createEraser({ ...deps, stores, storage, blobs, tombstones, consents, linkCodes });
    return { ...opened, stores, journal, secretKey, tombstones, consents, linkCodes, eraser };
  } catch (error) {
    await storage.close();
    throw error;
  }
}

function openOwnJournal(config: Config, { ids, clock, logger, share }: OpenStoreDeps): Promise<Journal> {
  return openJournal({
    dir: join(config.dataDir, 'journal'),
    instanceId: ids.next(),
    clock,
    exclusive: config.storage.engine === 'sqlite',
    logger: logger.child({ comp: 'journal' }),
    ...(share ? { isCrowded: share.isCrowded } : {}),
  });
}
