import { setTimeout as wait } from 'node:timers/promises';
import { readMetrics } from './metrics.ts';

/** Each look asks the store to count, which a server of several processes feels. */
const LOOK_EVERY_MS = 250;
/** After so long without any progress a round is given up. */
const STUCK_MS = 60_000;

/**
 * Waits until so many turns are done in all and every reply is sent.
 *
 * @param workers - Addresses of the processes that take turns.
 * @throws {Error} when nothing moves any more.
 */
export async function worked(workers: readonly string[], turns: number): Promise<void> {
  let movedMs = performance.now();
  let last = -1;
  for (;;) {
    const metrics = await Promise.all(workers.map(readMetrics));
    const done = metrics.reduce((sum, metric) => sum + metric('loa_turns_total', 'outcome="done"'), 0);
    // The outbox is the same for all.
    const open = ['pending', 'sending'].reduce(
      (sum, state) => sum + (metrics[0]?.('loa_outbox_rows', `state="${state}"`) ?? 0),
      0,
    );
    if (done >= turns && open === 0) return;
    const progress = done - open;
    if (progress !== last) movedMs = performance.now();
    last = progress;
    if (performance.now() - movedMs > STUCK_MS) throw new Error(`stuck at ${done} of ${turns} turns`);
    await wait(LOOK_EVERY_MS);
  }
}
