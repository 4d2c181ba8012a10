/**
 * Does `work` every `everyMs`, never twice at a time: a turn that comes while the last one still runs is left out.
 *
 * @param work - Begins nothing more once it is told to stop.
 * @param failed - Hears of a round that threw; the next one comes all the same. Must not throw.
 * @returns what ends it, and resolves when nothing runs any more.
 */
export function repeat(
  everyMs: number,
  work: (stopping: AbortSignal) => Promise<void>,
  failed: (error: unknown) => void,
): () => Promise<void> {
  const stopping = new AbortController();
  let running: Promise<void> | null = null;
  const timer = setInterval(() => {
    // A rejection that nobody takes would end the process.
    running ??= work(stopping.signal)
      .catch(failed)
      .finally(() => {
        running = null;
      });
  }, everyMs);
  return async () => {
    clearInterval(timer);
    stopping.abort();
    await running;
  };
}
