import type { JobData, JobHandler } from '../../src/queue/queue.ts';

/** How long a ring may take, ms: less than the 5 s after which a sleeping worker looks by itself. */
const PATIENCE_MS = 4_000;

/** What a handler was rung with, and when; tests wait for a number of rings instead of for time. */
export class Rings {
  readonly data: JobData[] = [];
  /** `performance.now()` of each ring. */
  readonly atMs: number[] = [];
  readonly #waiters: { count: number; done: () => void }[] = [];

  /** A handler that notes the ring first and then does `then`. */
  handler(then: JobHandler = async () => undefined): JobHandler {
    return async (data, signal) => {
      this.data.push(data);
      this.atMs.push(performance.now());
      for (const waiter of this.#waiters) if (this.data.length >= waiter.count) waiter.done();
      await then(data, signal);
    };
  }

  /** Resolves at the `count`-th ring. */
  until(count: number): Promise<void> {
    if (this.data.length >= count) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`${this.data.length} rings came, ${count} were awaited`)),
        PATIENCE_MS,
      );
      const done = () => {
        clearTimeout(timer);
        resolve();
      };
      this.#waiters.push({ count, done });
    });
  }
}

/** A door that handlers wait at until the test opens it. */
export function gate(): { readonly passed: Promise<void>; open(): void } {
  let open: () => void = () => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open: () => open() };
}

/** Resolves when the signal is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

/** Blocks the whole thread, timers included. */
export function standStill(ms: number): void {
  const untilMs = performance.now() + ms;
  while (performance.now() < untilMs);
}
