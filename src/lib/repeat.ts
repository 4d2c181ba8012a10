/**
 * Does `work` every `everyMs`, never twice at a time: a turn that comes while the last one still runs is left out.
 *
 * @param work - Must not throw.
 * @returns what ends it, and resolves when nothing runs any more.
 */
export function repeat(everyMs: number, work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  const timer = setInterval(() => {
    running ??= work().finally(() => {
      running = null;
    });
  }, everyMs);
  return async () => {
    clearInterval(timer);
    await running;
  };
}
