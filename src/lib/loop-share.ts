/** How long a crowd of waiting callers is remembered, ms. */
const WINDOW_MS = 100;
/** The longest rest after one slice, ms: background work never starves. */
const MAX_REST_MS = 100;

/**
 * Keeps background work to a share of the event loop while callers crowd at the door; otherwise it may have all of it.
 * A rest is only a time to wait, never a lock: no worker can hold up another one, or itself.
 */
export interface LoopShare {
  /** A caller waits from now on. */
  began(): void;
  /** A caller has been answered. */
  ended(): void;
  /** Whether so many wait that what can be done later should be. */
  isCrowded(): boolean;
  /** How long the worker that has just held the loop for `spentMs` must leave it alone, ms; 0: it only yields. */
  restMs(spentMs: number): number;
}

export interface LoopShareOptions {
  /** Part of the loop for background work while callers crowd, 0–1. Default 0.3. */
  share?: number;
  /** So many callers at once are a crowd. Default 16: more than come while one slice holds the loop on an easy day. */
  crowd?: number;
  /** Monotonic time, ms. */
  now?: () => number;
}

/** For work that nobody has to make way for. */
export const WHOLE_LOOP: LoopShare = { began() {}, ended() {}, isCrowded: () => false, restMs: () => 0 };

export function loopShare(options: LoopShareOptions = {}): LoopShare {
  const { share = 0.3, crowd = 16, now = () => performance.now() } = options;
  let waiting = 0;
  let windowStart = now();
  /** The most callers at once in this window and in the one before. */
  let most = 0;
  let mostBefore = 0;

  function turnWindow(): void {
    const windows = Math.floor((now() - windowStart) / WINDOW_MS);
    if (windows === 0) return;
    mostBefore = windows === 1 ? most : waiting;
    most = waiting;
    windowStart += windows * WINDOW_MS;
  }

  function isCrowded(): boolean {
    turnWindow();
    return Math.max(most, mostBefore) >= crowd;
  }

  return {
    began() {
      turnWindow();
      waiting += 1;
      most = Math.max(most, waiting);
    },
    ended() {
      turnWindow();
      waiting -= 1;
    },
    isCrowded,
    restMs(spentMs) {
      if (!isCrowded()) return 0;
      return Math.min((spentMs * (1 - share)) / share, MAX_REST_MS);
    },
  };
}
