import { HOLD_ID, type Hold } from '../../domain/records/hold.ts';
import type { Clock } from '../../lib/clock.ts';
import { Second } from '../../lib/duration.ts';
import type { Records } from '../../storage/records.ts';

/** How old a read state may be, ms. */
const STATE_AGE_MS = 1 * Second.ms;

/** Whether the system waits for its release; lives in the store, so that all processes obey it. */
export interface HoldState {
  current(): Promise<Hold | null>;
  /** Does the work unless the system is held. */
  unlessHeld<A extends unknown[]>(work: (...args: A) => Promise<unknown>): (...args: A) => Promise<void>;
}

export function createHoldState(holds: Records<Hold>, clock: Clock): HoldState {
  let read: { hold: Hold | null; atMs: number } | null = null;

  async function current(): Promise<Hold | null> {
    if (!read || clock.systemNow() - read.atMs >= STATE_AGE_MS) {
      read = { hold: (await holds.get(HOLD_ID))?.value ?? null, atMs: clock.systemNow() };
    }
    return read.hold;
  }

  return {
    current,
    unlessHeld:
      (work) =>
      async (...args) => {
        if ((await current()) === null) await work(...args);
      },
  };
}

/** Holds the system. A hold that is there already stays: it is the older one. */
export async function holdSystem(holds: Records<Hold>, hold: Hold): Promise<void> {
  await holds.insertIfAbsent(HOLD_ID, hold);
}
