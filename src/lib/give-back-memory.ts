import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Second } from './duration.ts';

/** The loop is looked at so often. Shorter, and the engine still expects work and keeps its room for it. */
const LOOK_EVERY_MS = 20 * Second.ms;
/** Part of the time in which the loop worked; below it nobody is being served. */
const IDLE_UTILIZATION = 0.05;
/** It is only worth it when the heap has grown by so much since the last time. */
const WORTH_BYTES = 16 * 1024 * 1024;

/**
 * Gives back to the machine what a start or a busy hour needed and a quiet one does not: the engine by itself keeps it
 * until the next collection, which comes after hours where little happens. Holds the idle loop for some 100 ms.
 */
export function giveBackMemoryWhenIdle(): void {
  let last = performance.eventLoopUtilization();
  let keptBytes = 0;
  setInterval(() => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, last);
    last = now;
    if (utilization > IDLE_UTILIZATION || heapBytes() - keptBytes < WORTH_BYTES) return;
    collect();
    keptBytes = heapBytes();
  }, LOOK_EVERY_MS).unref();
}

const heapBytes = () => process.memoryUsage().heapTotal;

function collect(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}
