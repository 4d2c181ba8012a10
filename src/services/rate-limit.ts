import type { Bucket } from '../domain/records/runtime.ts';
import type { Clock } from '../lib/clock.ts';
import { Second } from '../lib/duration.ts';
import { createSingleFlight } from '../lib/single-flight.ts';
import type { Records } from '../storage/records.ts';
import { changeRecord } from './change-record.ts';

/** A worker takes so much time's worth of tokens at once, so that the store is asked once a second and not per send. */
const LEASE_OF_MS = 1 * Second.ms;

interface Lease {
  tokens: number;
  untilMs: number;
}

/** A token bucket that all workers share through the store. */
export interface RateLimit {
  /**
   * 0 when one send is allowed now (and is counted), else how long to wait, ms: each caller of a line is told another
   * moment, so that a crowd does not come back at once to be sent away again.
   *
   * @param line - Who waits behind whom, e.g. a lane: a short line is not held up by a long one.
   */
  take(account: string, perSecond: number, line: string): Promise<number>;
}

export function createRateLimit(buckets: Records<Bucket>, clock: Clock): RateLimit {
  const leased = new Map<string, Lease>();
  /** The last moment that a line has been told. */
  const told = new Map<string, number>();
  const leasing = createSingleFlight<Lease>();

  async function lease(account: string, perSecond: number): Promise<Lease> {
    const nowMs = clock.systemNow();
    const size = perSecond * (LEASE_OF_MS / Second.ms);
    await buckets.insertIfAbsent(account, { tokens: size, updatedAtMs: nowMs });
    let taken = 0;
    await changeRecord(buckets, account, (bucket) => {
      const elapsedMs = Math.max(0, nowMs - bucket.updatedAtMs);
      const full = Math.min(size, bucket.tokens + (elapsedMs / Second.ms) * perSecond);
      taken = Math.floor(full);
      return { tokens: full - taken, updatedAtMs: Math.max(nowMs, bucket.updatedAtMs) };
    });
    // Unused tokens go stale, so that an idle worker does not save up for a burst.
    const mine = { tokens: taken, untilMs: nowMs + LEASE_OF_MS };
    leased.set(account, mine);
    return mine;
  }

  return {
    async take(account, perSecond, line) {
      let mine = leased.get(account);
      if (!mine || mine.tokens < 1 || mine.untilMs <= clock.systemNow()) {
        mine = await leasing.run(account, () => lease(account, perSecond));
      }
      if (mine.tokens >= 1) {
        mine.tokens -= 1;
        return 0;
      }
      const nowMs = clock.systemNow();
      const key = `${account} ${line}`;
      const momentMs = Math.max(nowMs, told.get(key) ?? 0) + Second.ms / perSecond;
      told.set(key, momentMs);
      return Math.ceil(momentMs - nowMs);
    },
  };
}
