import { type LoopShare, WHOLE_LOOP } from '../../lib/loop-share.ts';
import type { Connection } from './connection.ts';
import { storageError, unavailable } from './errors.ts';

/** Closures in one transaction at most, so that a flood does not hold the event loop for long. */
const MAX_BATCH = 256;

/**
 * Writes of one event-loop turn in one transaction: one fsync for all of them.
 *
 * Each closure runs in its own SAVEPOINT, so a closure that throws takes back only its own changes. When the whole
 * transaction is gone (a full disk rolls back everything by itself) or COMMIT fails, every waiter of the batch is
 * rejected. No promise resolves before the COMMIT.
 *
 * Everything that happens behind the door (draining, turns, sending) goes step by step through here, so this is where
 * it is held to its share of the loop: after each batch, and what its waiters did at once with the outcome, the next
 * one rests. Larger batches, and so fewer fsyncs, come of it by themselves.
 */
export interface GroupCommit {
  /** @param work - Runs synchronously inside the transaction; must not await. */
  write<T>(work: () => T): Promise<T>;
  /** Takes nothing more and resolves when everything queued has been settled. */
  close(): Promise<void>;
}

interface Waiter {
  work: () => unknown;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

type Outcome = { ok: true; value: unknown } | { ok: false; error: unknown };

export function groupCommit(db: Connection, share: LoopShare = WHOLE_LOOP): GroupCommit {
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const savepoint = db.prepare('SAVEPOINT work');
  const release = db.prepare('RELEASE work');
  const takeBack = db.prepare('ROLLBACK TO work');
  let queue: Waiter[] = [];
  let scheduled = false;
  let restUntilMs = 0;
  let closed = false;
  const idle: (() => void)[] = [];

  function runOne(work: () => unknown): Outcome {
    savepoint.run();
    try {
      const value = work();
      if (value instanceof Promise) throw new TypeError('a write must not be asynchronous');
      release.run();
      return { ok: true, value };
    } catch (error) {
      if (!db.inTransaction) throw error;
      takeBack.run();
      release.run();
      return { ok: false, error: storageError(error) };
    }
  }

  function flush(): void {
    const batch = queue.slice(0, MAX_BATCH);
    queue = queue.slice(MAX_BATCH);
    const outcomes: Outcome[] = [];
    try {
      begin.run();
      for (const waiter of batch) outcomes.push(runOne(waiter.work));
      commit.run();
    } catch (error) {
      rollBack(db);
      const reason = storageError(error);
      for (const waiter of batch) waiter.reject(reason);
      return;
    }
    batch.forEach((waiter, i) => {
      const outcome = outcomes[i] as Outcome;
      if (outcome.ok) waiter.resolve(outcome.value);
      else waiter.reject(outcome.error);
    });
  }

  function schedule(): void {
    if (scheduled) return;
    scheduled = true;
    const restMs = closed ? 0 : restUntilMs - performance.now();
    if (restMs >= 1) setTimeout(run, restMs);
    else run();
  }

  /** Two callbacks of one phase of the loop: between them happens all that the waiters do at once with the outcome. */
  function run(): void {
    let beganMs = 0;
    setImmediate(() => {
      beganMs = performance.now();
      flush();
    });
    setImmediate(() => {
      const endedMs = performance.now();
      restUntilMs = endedMs + share.restMs(endedMs - beganMs);
      scheduled = false;
      if (queue.length > 0) schedule();
      else for (const resolve of idle.splice(0)) resolve();
    });
  }

  return {
    write<T>(work: () => T): Promise<T> {
      if (closed) return Promise.reject(unavailable('unreachable', new Error('the store is closed')));
      return new Promise<T>((resolve, reject) => {
        queue.push({ work, resolve: resolve as (value: unknown) => void, reject });
        schedule();
      });
    },
    async close() {
      closed = true;
      if (scheduled) await new Promise<void>((resolve) => idle.push(resolve));
    },
  };
}

function rollBack(db: Connection): void {
  if (!db.inTransaction) return;
  try {
    db.exec('ROLLBACK');
  } catch {
    // The waiters are rejected either way; the next BEGIN tells whether the connection still works.
  }
}
