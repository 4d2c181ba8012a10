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
 * rejected. No promise resolves before the COMMIT is durable; the disk is waited for beside the loop, while the next
 * batch gathers. Where the disk refuses to say that it has a committed batch, nobody knows any more what it holds: the
 * batch and every later write are rejected until the store is opened anew.
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

export interface GroupCommitOptions {
  /** Makes what was committed durable; see {@link LogSync.sync}. Default: the engine has done so inside COMMIT. */
  sync?: () => Promise<void>;
  share?: LoopShare;
}

interface Waiter {
  work: () => unknown;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

type Outcome = { ok: true; value: unknown } | { ok: false; error: unknown };

/** A transaction that was committed, with what became of each closure. */
interface Committed {
  batch: readonly Waiter[];
  outcomes: readonly Outcome[];
}

export function groupCommit(db: Connection, options: GroupCommitOptions = {}): GroupCommit {
  const { sync = async () => {}, share = WHOLE_LOOP } = options;
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const savepoint = db.prepare('SAVEPOINT work');
  const release = db.prepare('RELEASE work');
  const takeBack = db.prepare('ROLLBACK TO work');
  let queue: Waiter[] = [];
  let scheduled = false;
  let restUntilMs = 0;
  let closed = false;
  /** Why nothing can be written any more. */
  let broken: Error | null = null;
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

  /** Null when the whole transaction failed; its waiters know already. */
  function commitNext(): Committed | null {
    const batch = queue.slice(0, MAX_BATCH);
    queue = queue.slice(MAX_BATCH);
    const outcomes: Outcome[] = [];
    try {
      begin.run();
      for (const waiter of batch) outcomes.push(runOne(waiter.work));
      commit.run();
      return { batch, outcomes };
    } catch (error) {
      rollBack(db);
      rejectAll(batch, storageError(error));
      return null;
    }
  }

  function settle({ batch, outcomes }: Committed): void {
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

  function run(): void {
    setImmediate(() => {
      const beganMs = performance.now();
      const committed = commitNext();
      const heldMs = performance.now() - beganMs;
      if (committed) {
        sync().then(
          () => finish(heldMs, () => settle(committed)),
          (error) => finish(heldMs, () => giveUp(committed, error)),
        );
      } else finish(heldMs, () => {});
    });
  }

  /** Two callbacks of one phase of the loop: between them happens all that the waiters do at once with the outcome. */
  function finish(heldMs: number, tell: () => void): void {
    let beganMs = 0;
    setImmediate(() => {
      beganMs = performance.now();
      tell();
    });
    setImmediate(() => {
      const endedMs = performance.now();
      restUntilMs = endedMs + share.restMs(heldMs + endedMs - beganMs);
      scheduled = false;
      if (queue.length > 0) schedule();
      else for (const resolve of idle.splice(0)) resolve();
    });
  }

  function giveUp({ batch }: Committed, error: unknown): void {
    broken = unavailable('unreachable', error);
    rejectAll(batch, broken);
    rejectAll(queue.splice(0), broken);
  }

  return {
    write<T>(work: () => T): Promise<T> {
      if (broken) return Promise.reject(broken);
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

function rejectAll(waiters: readonly Waiter[], error: unknown): void {
  for (const waiter of waiters) waiter.reject(error);
}

function rollBack(db: Connection): void {
  if (!db.inTransaction) return;
  try {
    db.exec('ROLLBACK');
  } catch {
    // The waiters are rejected either way; the next BEGIN tells whether the connection still works.
  }
}
