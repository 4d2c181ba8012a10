import type { Connection } from 'mongoose';
import type { Clock } from '../../lib/clock.ts';
import { Second } from '../../lib/duration.ts';
import { StorageUnavailable } from '../storage.ts';
import { isDuplicateKey } from './errors.ts';
import { ID_INDEX, queries } from './query.ts';

/** A holder that has said nothing for so long is dead. */
const LEASE_MS = 30 * Second.ms;
const RENEW_EVERY_MS = 5 * Second.ms;
const ASK_EVERY_MS = 250;
/** How long another process may work on the schema before a start gives up. */
const PATIENCE_MS = 120 * Second.ms;

interface LockDocument {
  _id: string;
  owner: string;
  untilMs: number;
}

export const LOCK_QUERIES = queries({
  expired: (name: string, nowMs: number) => ({
    filter: { _id: name, untilMs: { $lte: nowMs } },
    hint: ID_INDEX,
  }),
  ours: (name: string, owner: string) => ({ filter: { _id: name, owner }, hint: ID_INDEX }),
});

export interface LockOptions {
  name: string;
  /** Unique among all processes. */
  owner: string;
  clock: Clock;
}

/**
 * Runs work that only one process may do at a time; the others wait for it. What runs under it must be harmless to do
 * twice: a holder that was stopped for longer than its lease has company without knowing it.
 *
 * @throws {StorageUnavailable} `in-use` when it does not come free.
 */
export async function underLock<T>(db: Connection, options: LockOptions, work: () => Promise<T>): Promise<T> {
  const { name, owner, clock } = options;
  const locks = db.collection<LockDocument>('locks');
  await acquire(db, options);
  const timer = setInterval(() => {
    const renewed = { $set: { untilMs: clock.systemNow() + LEASE_MS } };
    locks.updateOne(LOCK_QUERIES.ours(name, owner).filter, renewed).catch(() => undefined);
  }, RENEW_EVERY_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    await locks.deleteOne(LOCK_QUERIES.ours(name, owner).filter).catch(() => undefined);
  }
}

async function acquire(db: Connection, { name, owner, clock }: LockOptions): Promise<void> {
  const locks = db.collection<LockDocument>('locks');
  for (let waitedMs = 0; waitedMs < PATIENCE_MS; waitedMs += ASK_EVERY_MS) {
    const nowMs = clock.systemNow();
    const untilMs = nowMs + LEASE_MS;
    try {
      await locks.insertOne({ _id: name, owner, untilMs });
      return;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    const expired = LOCK_QUERIES.expired(name, nowMs).filter;
    const taken = await locks.updateOne(expired, { $set: { owner, untilMs } });
    if (taken.modifiedCount === 1) return;
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
  throw new StorageUnavailable(
    'in-use',
    `another process has been changing the schema for ${PATIENCE_MS / Second.ms} s; look at its log, then start again`,
  );
}
