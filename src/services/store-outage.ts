import type { Clock } from '../lib/clock.ts';
import { Second } from '../lib/duration.ts';

/** After an outage the journals get so long to bring what they hold, so that the order law sees it (DESIGN.md §3). */
const DRAIN_TIME_MS = 3 * Second.ms;

/** Keeps workers away from the inbox while the store is away and for a moment after. */
export interface StoreOutage {
  /** The store failed just now. */
  noteFailure(): void;
  mayWork(): boolean;
}

export function createStoreOutage(clock: Clock): StoreOutage {
  let lastFailureMs = Number.NEGATIVE_INFINITY;
  return {
    noteFailure() {
      lastFailureMs = clock.systemNow();
    },
    mayWork: () => clock.systemNow() - lastFailureMs >= DRAIN_TIME_MS,
  };
}
