import type { Logger } from '../lib/logger.ts';

/** Collects what was started, so that it is stopped in reverse order, each part with its own time limit. */
export interface OrderedStop {
  /** Call right after a part has started. */
  push(name: string, limitMs: number, stop: () => Promise<void> | void): void;
  /** Stops everything, last started first. Twice is harmless. A part that fails or hangs does not hold back the rest. */
  run(): Promise<void>;
}

export function orderedStop(logger: Logger): OrderedStop {
  const parts: { name: string; limitMs: number; stop: () => Promise<void> | void }[] = [];
  let running: Promise<void> | null = null;

  async function stopAll(): Promise<void> {
    for (const part of parts.reverse()) {
      try {
        await withLimit(Promise.resolve(part.stop()), part.limitMs);
      } catch (error) {
        logger.error(
          { part: part.name, reason: error instanceof Error ? error.message : 'unknown' },
          'part did not stop cleanly',
        );
      }
    }
  }

  return {
    push: (name, limitMs, stop) => parts.push({ name, limitMs, stop }),
    run() {
      running ??= stopAll();
      return running;
    },
  };
}

async function withLimit(work: Promise<void>, limitMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`took longer than ${limitMs} ms`)), limitMs);
  });
  try {
    await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
