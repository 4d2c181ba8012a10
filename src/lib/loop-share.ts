/** Length of the window in which arrivals are counted, ms. */
const WINDOW_MS = 100;
/** The longest rest after one slice, ms: background work never starves. */
const MAX_REST_MS = 50;

/**
 * Keeps background work to a share of the event loop while urgent work arrives quickly; otherwise it only yields.
 * One object may serve several background workers.
 */
export interface LoopShare {
  /** Urgent work has arrived. */
  arrived(count: number): void;
  /** Resolves when the worker that has just run for `spentMs` may go on. */
  rest(spentMs: number): Promise<void>;
}

export interface LoopShareOptions {
  /** Part of the loop for background work while urgent work arrives quickly, 0–1. Default 0.2. */
  share?: number;
  /** From this many arrivals a second they come quickly. Default 200. */
  busyPerSecond?: number;
  /** Monotonic time, ms. */
  now?: () => number;
}

export function loopShare(options: LoopShareOptions = {}): LoopShare {
  const { share = 0.2, busyPerSecond = 200, now = () => performance.now() } = options;
  const busyPerWindow = (busyPerSecond * WINDOW_MS) / 1000;
  let windowStart = now();
  let current = 0;
  let previous = 0;

  function turnWindow(): void {
    const windows = Math.floor((now() - windowStart) / WINDOW_MS);
    if (windows === 0) return;
    previous = windows === 1 ? current : 0;
    current = 0;
    windowStart += windows * WINDOW_MS;
  }

  return {
    arrived(count) {
      turnWindow();
      current += count;
    },
    rest(spentMs) {
      turnWindow();
      const restMs = Math.min((spentMs * (1 - share)) / share, MAX_REST_MS);
      const isBusy = Math.max(current, previous) >= busyPerWindow;
      return new Promise((resolve) => {
        if (isBusy && restMs >= 1) setTimeout(resolve, restMs);
        else setImmediate(resolve);
      });
    },
  };
}
