/** Lets callers who want the same thing at the same time share one piece of work. */
export interface SingleFlight<T> {
  /** Starts `work` unless it is under way for `key`; everybody gets its result or its error. */
  run(key: string, work: () => Promise<T>): Promise<T>;
}

/** Within one process; across processes use a lease in the store. */
export function createSingleFlight<T>(): SingleFlight<T> {
  const flying = new Map<string, Promise<T>>();
  return {
    run(key, work) {
      const running = flying.get(key);
      if (running) return running;
      const started = Promise.resolve()
        .then(work)
        .finally(() => flying.delete(key));
      flying.set(key, started);
      return started;
    },
  };
}
