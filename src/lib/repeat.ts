/**
 * Does `work` every `everyMs`, never twice at a time: a turn that comes while the last one still runs is left out.
 *
 * @param failed - Hears of a round that threw; the next one comes all the same. Must not throw.
 * @returns what ends it, and resolves when nothing runs any more.
 */
export function repeat(
  everyMs: number,
  work: () => Promise<void>,
  failed: (error: unknown) => void,
): () => Promise<void> {
  let running: Promise<void> | null = null;
  const timer = setInterval(() => {
    // A rejection that nobody takes would end the process.
    running ??= work()
      .catch(failed)
      .finally(() => {
        running = null;
      });
  }, everyMs);
  return async () => {
    clearInterval(timer);
    await running;
  };
}
