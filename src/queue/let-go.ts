/** The part of BullMQ's worker that ends it. */
interface Endable {
  /** Takes no more jobs; resolves once the running ones are done. */
  pause(): Promise<void>;
  close(force: boolean): Promise<void>;
}

/** @returns Whether the promise settled (either way) within `ms`. Leaves no timer behind. */
export function settlesWithin(ms: number, promise: Promise<unknown>): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), ms);
    const settled = () => {
      clearTimeout(timer);
      resolve(true);
    };
    promise.then(settled, settled);
  });
}

/**
 * Takes no more jobs and resolves once the running ones are done. A pause and not a close, because BullMQ cannot be
 * hurried once it has begun to close.
 */
export async function whenIdle(workers: readonly Endable[]): Promise<void> {
  await Promise.allSettled(workers.map((worker) => worker.pause()));
}

/** Drops workers without waiting for what still runs in them; its jobs are recovered elsewhere when locks expire. */
export async function dropWorkers(workers: readonly Endable[]): Promise<void> {
  await Promise.allSettled(workers.map((worker) => worker.close(true)));
}
