import mongoose, { type Connection } from 'mongoose';
import type { RecordSpec } from '../../domain/record-spec.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Logger } from '../../lib/logger.ts';
import type { Records } from '../records.ts';
import type { Blobs, Storage } from '../storage.ts';
import { connect, type Line, onSlowConnection } from './connection.ts';
import { mongoConversations } from './conversations.ts';
import { mongoCounters } from './counters.ts';
import { storageError } from './errors.ts';
import { openGridFsBlobs } from './gridfs-blobs.ts';
import { guarded } from './guarded.ts';
import { mongoInbox } from './inbox.ts';
import { mongoInboxAdmin } from './inbox-admin.ts';
import { adviseOnIndexes, checkIndexes, createIndexes } from './indexes.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { mongoOutbox } from './outbox.ts';
import { mongoOutboxAdmin } from './outbox-admin.ts';
import type { CollectionSpec } from './query.ts';
import { mongoRecords } from './records.ts';
import { mongoSequences } from './sequences.ts';
import { mongoTransfer } from './transfer.ts';

export interface MongoOptions {
  uri: string;
  clock: Clock;
  logger?: Logger;
  /** How long a silent server is waited for, ms. Default 2 s. */
  awayMs?: number;
}

type OnSlow = <T>(work: (db: Connection) => Promise<T>) => Promise<T>;

/**
 * Opens the shared store; any number of processes may have it open at once.
 *
 * @throws {StorageUnavailable} `unreachable`, `newer-schema`, `in-use`, `disk-full`.
 */
export async function openMongoStorage({
  uri,
  clock,
  logger,
  awayMs,
}: MongoOptions): Promise<{ storage: Storage; blobs: Blobs }> {
  const line = await connect(uri, {
    awayMs,
    onRenew: (why) => logger?.warn({ why }, 'the MongoDB driver stands still: it connects anew'),
  });
  const { db } = line;
  try {
    const onSlow: OnSlow = (work) => onSlowConnection(uri, work, awayMs);
    await adviseOnServer(db, logger);
    const owner = new mongoose.Types.ObjectId().toHexString();
    const options = { name: 'migrate', owner, clock, migrations: MIGRATIONS, logger };
    const applied = await migrate(db, onSlow, options);
    if (applied.length > 0) {
      logger?.info({ migrations: applied.join(',') }, 'database schema brought up to date');
    }
    return { storage: storageOn(line, onSlow, logger), blobs: openGridFsBlobs(db, line.bounded) };
  } catch (error) {
    await line.close();
    throw storageError(error);
  }
}

function storageOn({ db, bounded, close }: Line, onSlow: OnSlow, logger?: Logger): Storage {
  const bound = <T extends object>(store: T) => guarded(store, bounded);
  const counters = mongoCounters(db);
  const ensured = indexKeeper(db, onSlow, logger);
  const stores = new Map<unknown, unknown>();
  let closing: Promise<void> | undefined;
  return {
    inbox: bound({ ...mongoInbox(db), ...mongoInboxAdmin(db) }),
    conversations: bound(mongoConversations(db, counters)),
    outbox: bound({ ...mongoOutbox(db, counters), ...mongoOutboxAdmin(db, counters) }),
    sequences: bound(mongoSequences(db, counters)),
    /** One store for each kind, however often it is asked for. */
    records<T>(spec: RecordSpec<T>) {
      if (!stores.has(spec)) stores.set(spec, bound(mongoRecords(db, spec, ensured)));
      return stores.get(spec) as Records<T>;
    },
    transfer(specs) {
      const { stores: names, ...methods } = mongoTransfer(db, { specs, ensured });
      return { stores: names, ...bound(methods) };
    },
    ...bound({
      async ping() {
        await counters.next('ping');
      },
    }),
    close() {
      closing ??= close();
      return closing;
    },
  };
}

/** Sees to a kind's indexes before its first use, once; after a failure the next use tries again. */
function indexKeeper(db: Connection, onSlow: OnSlow, logger?: Logger) {
  const known = new Map<string, Promise<void>>();

  async function ensure(spec: CollectionSpec): Promise<void> {
    const report = await checkIndexes(db, spec);
    if (report.missing.length > 0) {
      await onSlow((slow) => createIndexes(slow, spec.collection, report.missing));
    }
    adviseOnIndexes({ ...spec, ...report }, logger);
  }

  return (spec: CollectionSpec): Promise<void> => {
    const { collection } = spec;
    const running = known.get(collection);
    if (running) return running;
    const started = ensure(spec);
    known.set(collection, started);
    started.catch(() => known.delete(collection));
    return started;
  };
}

/** What works, but not as an operator would want it. */
async function adviseOnServer(db: Connection, logger?: Logger): Promise<void> {
  const server = (await db.db?.admin().command({ isMaster: 1 })) as { setName?: string; msg?: string };
  // A router of a sharded cluster says `isdbgrid`.
  if (server.setName || server.msg === 'isdbgrid') return;
  logger?.warn(
    'MongoDB runs alone: a write whose answer is lost is not tried again; make it a replica set, one member is enough',
  );
}
