import { afterEach, beforeEach, expect, vi } from 'vitest';
import type { BullQueueOptions, Queue, QueueCounts } from '../../../src/queue/index.ts';
import { PATIENT } from '../../support/patience.ts';

/** One server (or its stand-in) and the processes on it. */
export interface QueueRig {
  /** Opens the queue as one more process on the same jobs. */
  open(options?: BullQueueOptions): Promise<Queue>;
  /** Ends the server after all queues were closed. */
  stop(): Promise<void>;
}

/** What the cases work with; each case finds a fresh rig. */
export interface QueueBench {
  readonly queue: Queue;
  /** One more process; closed after the case. */
  open(options?: BullQueueOptions): Promise<Queue>;
  /** Waits until the counts of `bell` are those of an idle queue, save for what is given. */
  settles(bell: string, counts?: Partial<QueueCounts>): Promise<void>;
}

/** Counts of an idle queue. */
export const NOTHING: QueueCounts = { waiting: 0, active: 0, delayed: 0, failed: 0, paused: false };

/** How long and how often a test looks for something that must come, ms. */
export const SOON = { ...PATIENT, interval: 5 };

/** Call inside `describe`: sets up a rig before each case and ends it afterwards. */
export function queueBench(makeRig: () => Promise<QueueRig>): QueueBench {
  let rig: QueueRig;
  let opened: Queue[];
  let queue: Queue;

  async function open(options?: BullQueueOptions): Promise<Queue> {
    const another = await rig.open(options);
    opened.push(another);
    return another;
  }

  beforeEach(async () => {
    opened = [];
    rig = await makeRig();
    queue = await open();
  });

  afterEach(async () => {
    await Promise.all(opened.map((one) => one.close(0)));
    await rig.stop();
  });

  return {
    get queue() {
      return queue;
    },
    open,
    async settles(bell, counts = {}) {
      const look = async () => expect((await queue.stats())[bell]).toEqual({ ...NOTHING, ...counts });
      await vi.waitFor(look, SOON);
    },
  };
}
