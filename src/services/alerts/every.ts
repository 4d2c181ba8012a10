import type { Clock } from '../../lib/clock.ts';
import type { Probe } from './alert-kinds.ts';

/** Makes a probe look only so often, ms; in between it finds nothing new. */
export function every(lookEveryMs: number, probe: Probe, clock: Clock): Probe {
  let nextAtMs = Number.NEGATIVE_INFINITY;
  return async () => {
    const nowMs = clock.systemNow();
    if (nowMs < nextAtMs) return [];
    nextAtMs = nowMs + lookEveryMs;
    return probe();
  };
}
