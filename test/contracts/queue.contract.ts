import { describe } from 'vitest';
import { type QueueRig, queueBench } from './queue/bench.ts';
import { closeCases } from './queue/close.ts';
import { countsCases } from './queue/counts.ts';
import { failuresCases } from './queue/failures.ts';
import { keysCases } from './queue/keys.ts';
import { pauseCases } from './queue/pause.ts';
import { rhythmsCases } from './queue/rhythms.ts';
import { ringsCases } from './queue/rings.ts';
import { stalledCases } from './queue/stalled.ts';

const CASES = [
  ringsCases,
  failuresCases,
  keysCases,
  rhythmsCases,
  pauseCases,
  stalledCases,
  countsCases,
  closeCases,
];

/**
 * What every queue engine promises. The order of rings is not promised and not tested. No engine differs from another
 * so far; a difference would become a named trait of the rig, with its reason.
 */
export function queueContract(name: string, makeRig: () => Promise<QueueRig>): void {
  describe(`the queue on ${name}`, () => {
    const bench = queueBench(makeRig);
    for (const registerCases of CASES) registerCases(bench);
  });
}
