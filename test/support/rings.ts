import type { JobData, JobHandler } from '../../src/queue/queue.ts';

/** How long the next ring may take, ms: less than the 5 s after which a sleeping worker looks by itself. */
const PATIENCE_MS = 4_000;

/** What a handler was rung with, and when; tests wait for a number of rings instead of for time. */
export class Rings {
  readonly data: JobData[] = [];
  /** `performance.now()` of each ring. */
  readonly atMs: number[] = [];
  /** Told of the next ring. */
  readonly #waiters: (() => void)[] = [];

  /** A handler that notes the ring first and then does `then`. */
  handler(then: JobHandler = async () => undefined): JobHandler {
    return async (data, signal) => {
      this.data.push(data);
      this.atMs.push(performance.now());
      for (const tell of this.#waiters.splice(0)) tell();
      await then(data, signal);
    };
  }

  /** Resolves at the `count`-th ring. */
  async until(count: number): Promise<void> {
    while (this.data.length < count) await this.#next(count);
  }

  #next(count: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`${this.data.length} rings came, ${count} were awaited`)),
        PATIENCE_MS,
      );
      this.#waiters.push(() => {
        clearTimeout(timer);
        resolve();
      });
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
