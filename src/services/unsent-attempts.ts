import type { Clock } from '../lib/clock.ts';
import { Minute } from '../lib/duration.ts';
import type { BeforeAttempt, Outbox, OutboxRow } from '../storage/outbox.ts';

/** A write whose answer was lost may still reach the store for a while: so long it is looked for. */
const REMEMBERED_MS = 5 * Minute.ms;

/** More rows than are begun at once by one process; a forgotten one is counted as if it had left. */
const MAX_REMEMBERED = 1_000;

/**
 * Attempts of this process of which the store may say `sending` although nothing left, because the answer of that write
 * was lost. They are taken back as soon as the store answers, so that a reply does not use up its sends without one.
 */
export interface UnsentAttempts {
  /** @param row - As it was read before the attempt. */
  note(row: OutboxRow, attemptId: string): void;
  /** Takes back what the store says of them. @throws what the store throws; the rest stays noted. */
  takeBack(): Promise<void>;
}

interface Unsent {
  id: string;
  before: BeforeAttempt;
  untilMs: number;
}

export function createUnsentAttempts(outbox: Outbox, clock: Clock): UnsentAttempts {
  const unsent = new Map<string, Unsent>();
  return {
    note({ id, state, reason, attempts, attemptId, attemptAtMs }, unsentId) {
      const before = { state, reason, attempts, attemptId, attemptAtMs };
      unsent.set(unsentId, { id, before, untilMs: clock.systemNow() + REMEMBERED_MS });
      const [oldest] = unsent.keys();
      if (unsent.size > MAX_REMEMBERED && oldest !== undefined) unsent.delete(oldest);
    },
    async takeBack() {
      const nowMs = clock.systemNow();
      // The last first: an earlier one of the same row is only seen when the later one is gone.
      for (const [attemptId, { id, before, untilMs }] of [...unsent].reverse()) {
        const isDone = await outbox.takeBack(id, attemptId, before);
        if (isDone || untilMs <= nowMs) unsent.delete(attemptId);
      }
    },
  };
}
