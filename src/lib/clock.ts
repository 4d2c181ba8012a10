/**
 * The two clocks of the system (and the only place that reads the machine's).
 *
 * `businessNow` is what people mean by "today": quarters, windows, quiet hours. The simulator may move it.
 * `systemNow` is for leases, retries and time-outs. It never jumps with the simulator.
 */
export interface Clock {
  /** Unix milliseconds as people see it; may be shifted by {@link MovableClock.shiftMs}. */
  businessNow(): number;
  /** Unix milliseconds of the machine. */
  systemNow(): number;
}

/** A clock whose business time can be moved ahead, for the simulator and for tests. */
export interface MovableClock extends Clock {
  /** Adds `deltaMs` to business time from now on. */
  shift(deltaMs: number): void;
  /** Current distance of business time from system time. */
  readonly shiftMs: number;
}

/** The machine's clock, with a business time that can be shifted. */
export function systemClock(): MovableClock {
  let shiftMs = 0;
  return {
    businessNow: () => Date.now() + shiftMs,
    systemNow: () => Date.now(),
    shift(deltaMs) {
      shiftMs += deltaMs;
    },
    get shiftMs() {
      return shiftMs;
    },
  };
}

/** A frozen clock for tests: both times stand still until {@link FrozenClock.advance}. */
export interface FrozenClock extends MovableClock {
  /** Moves both times ahead by `deltaMs`. */
  advance(deltaMs: number): void;
}

/** @param startMs - Unix milliseconds at which both clocks stand. */
export function frozenClock(startMs: number): FrozenClock {
  let nowMs = startMs;
  let shiftMs = 0;
  return {
    businessNow: () => nowMs + shiftMs,
    systemNow: () => nowMs,
    shift(deltaMs) {
      shiftMs += deltaMs;
    },
    advance(deltaMs) {
      nowMs += deltaMs;
    },
    get shiftMs() {
      return shiftMs;
    },
  };
}
