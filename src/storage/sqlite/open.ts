import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecordSpec } from '../../domain/record-spec.ts';
import { syncFolder } from '../../lib/atomic-file.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Logger } from '../../lib/logger.ts';
import type { LoopShare } from '../../lib/loop-share.ts';
import { openDataFolder } from '../data-folder.ts';
import type { Records } from '../records.ts';
import type { Storage } from '../storage.ts';
import { BACKSTOP_PAGES, type Checkpoints, checkpoints } from './checkpoints.ts';
import { type Connection, openConnection } from './connection.ts';
import { sqliteConversations } from './conversations.ts';
import { storageError } from './errors.ts';
import { type GroupCommit, groupCommit } from './group-commit.ts';
import { sqliteInbox } from './inbox.ts';
import { sqliteInboxAdmin } from './inbox-admin.ts';
import { type FolderLock, lockFolder } from './lock.ts';
import { type LogSync, openLogSync } from './log-sync.ts';
import { COPIES_DIR, migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { sqliteOutbox } from './outbox.ts';
import { sqliteOutboxAdmin } from './outbox-admin.ts';
import { sqliteRecords } from './records.ts';
import { sqliteSequences } from './sequences.ts';
import { openSideConnection, type SideConnection } from './side-connection.ts';
import { sqliteTransfer } from './transfer.ts';

/** Faults told at most: one is enough to restore a backup. */
const MAX_DAMAGES = 5;

export const DATABASE_FILE = 'loa.db';
/** For readers from outside (a backup tool) that hold the file for a moment. */
export const BUSY_TIMEOUT_MS = 2_000;

/**
 * `synchronous=NORMAL` leaves the fsync of each commit to {@link openLogSync}, beside the loop: what was acknowledged
 * survives a power cut all the same. `secure_delete` overwrites erased texts instead of leaving them in free pages.
 */
const PRAGMAS = [
  'PRAGMA journal_mode = WAL',
  'PRAGMA synchronous = NORMAL',
  `PRAGMA wal_autocheckpoint = ${BACKSTOP_PAGES}`,
  'PRAGMA secure_delete = ON',
  'PRAGMA cache_size = -16384',
  'PRAGMA temp_store = MEMORY',
];

export interface SqliteOptions {
  /** Folder of the database; made when it is missing. One process at a time. */
  dataDir: string;
  clock: Clock;
  logger?: Logger;
  /** Holds the writes to a part of the loop while callers crowd. */
  share?: LoopShare;
}

/**
 * Opens the embedded store and takes the folder's lock until {@link Storage.close}.
 *
 * @throws {StorageUnavailable} `in-use`, `read-only`, `not-a-folder`, `newer-schema`, `disk-full`, `unreachable`.
 */
export async function openSqliteStorage(options: SqliteOptions): Promise<Storage> {
  const { dataDir, clock, logger } = options;
  await openDataFolder(dataDir);
  const lock = lockFolder(dataDir);
  try {
    const path = join(dataDir, DATABASE_FILE);
    const db = openConnection(path, BUSY_TIMEOUT_MS);
    try {
      for (const pragma of PRAGMAS) db.prepare<object>(pragma).all();
      const applied = migrate(db, { dataDir, migrations: MIGRATIONS, nowMs: clock.systemNow() });
      const log = await openLog(path);
      if (applied.length > 0) {
        await log.sync();
        await syncFolder(dataDir);
        logger?.info({ migrations: applied.join(',') }, 'database schema brought up to date');
      }
      return storageOn(db, log, lock, options);
    } catch (error) {
      db.close();
      throw error;
    }
  } catch (error) {
    lock.release();
    throw storageError(error);
  }
}

/** The write-ahead log: made durable, copied and checked beside the loop. */
interface Log extends LogSync {
  side: SideConnection;
  checkpoints: Checkpoints;
}

async function openLog(path: string): Promise<Log> {
  const { sync, close } = await openLogSync(path);
  const side = openSideConnection(path);
  const copies = checkpoints(side);
  return {
    side,
    checkpoints: copies,
    async sync() {
      await sync();
      copies.committed();
    },
    async close() {
      await copies.idle();
      side.close();
      await close();
    },
  };
}

function storageOn(db: Connection, log: Log, lock: FolderLock, { dataDir, share }: SqliteOptions): Storage {
  const commits = groupCommit(db, { sync: log.sync, ...(share ? { share } : {}) });
  const ping = db.prepare(`UPDATE counters SET value = value WHERE name = 'ping'`);
  let closing: Promise<void> | undefined;
  const emptyLog = async () => {
    // Behind every write that was queued before; the log then starts from nothing.
    await commits.write(() => ping.run());
    // What is left for the loop is what was written meanwhile.
    await log.checkpoints.copy();
    db.prepare<object>('PRAGMA wal_checkpoint(TRUNCATE)').all();
  };
  return {
    inbox: { ...sqliteInbox(db, commits), ...sqliteInboxAdmin(db, commits) },
    conversations: sqliteConversations(db, commits),
    outbox: { ...sqliteOutbox(db, commits), ...sqliteOutboxAdmin(db, commits) },
    sequences: sqliteSequences(db, commits),
    records: recordStores(db, commits),
    transfer: (specs) => sqliteTransfer(db, commits, specs),
    async ping() {
      await commits.write(() => ping.run());
    },
    async findDamage() {
      const rows = await log.side.all<{ quick_check: string }>(`PRAGMA quick_check(${MAX_DAMAGES})`);
      return rows.map((row) => row.quick_check).filter((fault) => fault !== 'ok');
    },
    emptyLog,
    async scrub() {
      await emptyLog();
      // A copy from before an upgrade still has what was erased since: it cannot be kept any longer.
      await rm(join(dataDir, COPIES_DIR), { recursive: true, force: true });
    },
    close() {
      closing ??= close(db, log, commits, lock);
      return closing;
    },
  };
}

/** One store for each kind, however often it is asked for. */
function recordStores(db: Connection, commits: GroupCommit): Storage['records'] {
  const stores = new Map<RecordSpec<never>, Records<never>>();
  return <T>(spec: RecordSpec<T>): Records<T> => {
    const key = spec as unknown as RecordSpec<never>;
    const known = stores.get(key) as unknown as Records<T> | undefined;
    if (known) return known;
    const made = sqliteRecords(db, commits, spec);
    stores.set(key, made as unknown as Records<never>);
    return made;
  };
}

async function close(db: Connection, log: Log, commits: GroupCommit, lock: FolderLock): Promise<void> {
  await commits.close();
  try {
    await log.close();
    // Everything goes into the one file, so that a stopped server can be copied.
    db.prepare<object>('PRAGMA wal_checkpoint(TRUNCATE)').all();
  } finally {
    db.close();
    lock.release();
  }
}
