import { createHook } from 'node:async_hooks';

/** Counts the timers set from now on that have neither fired nor been cleared (seen one turn of the loop later). */
export function watchTimers(): { pending(): number; stop(): void } {
  const pending = new Set<number>();
  const hook = createHook({
    init(id, type) {
      if (type === 'Timeout') pending.add(id);
    },
    destroy(id) {
      pending.delete(id);
    },
  }).enable();
  return { pending: () => pending.size, stop: () => void hook.disable() };
}
