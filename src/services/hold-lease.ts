import type { Clock } from '../lib/clock.ts';
import { Second } from '../lib/duration.ts';

/** A lease is renewed so often (DESIGN.md §3). */
const RENEW_EVERY_MS = 3 * Second.ms;

export interface HeldLease {
  /** False once the lease ran out or somebody else has it: then nothing more may be sent or written. */
  held(): boolean;
  stop(): void;
}

/**
 * Keeps a lease that was just taken, until {@link HeldLease.stop}.
 *
 * @param renew - Prolongs the lease; false when it is no longer ours.
 */
export function holdLease(
  leaseMs: number,
  clock: Clock,
  renew: (untilMs: number) => Promise<boolean>,
): HeldLease {
  let untilMs = clock.systemNow() + leaseMs;
  let lost = false;
  const timer = setInterval(async () => {
    const nextMs = clock.systemNow() + leaseMs;
    try {
      if (await renew(nextMs)) untilMs = nextMs;
      else lost = true;
    } catch {
      // The store is away: the lease simply runs out if this goes on.
    }
  }, RENEW_EVERY_MS);
  return {
    held: () => !lost && clock.systemNow() < untilMs,
    stop: () => clearInterval(timer),
  };
}
