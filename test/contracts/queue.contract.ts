import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BullQueueOptions, Queue, QueueTrouble } from '../../src/queue/index.ts';
import { aborted, gate, Rings } from '../support/rings.ts';

/** One server (or its stand-in) and the processes on it. */
export interface QueueRig {
  /** Opens the queue as one more process on the same jobs. */
  open(options?: BullQueueOptions): Promise<Queue>;
  /** Ends the server after all queues were closed. */
  stop(): Promise<void>;
}

/** Timers may fire this much early by the finer clock, ms. */
const TIMER_SLACK_MS = 2;
const SOON = { timeout: 10_000, interval: 5 };
const NOTHING = { waiting: 0, active: 0, delayed: 0, failed: 0, paused: false };
/** Locks short enough to see a dead worker's job come back. */
const SHORT_LOCKS: BullQueueOptions = { lockMs: 150, stalledCheckMs: 40 };

/**
 * What every queue engine promises. The order of rings is not promised and not tested, and no engine differs from
 * another so far: a difference would become a named trait of the rig, with its reason.
 */
export function queueContract(name: string, makeRig: () => Promise<QueueRig>): void {
  describe(`the queue on ${name}`, () => {
    let rig: QueueRig;
    let opened: Queue[];
    let queue: Queue;

    async function open(options?: BullQueueOptions): Promise<Queue> {
      const another = await rig.open(options);
      opened.push(another);
      return another;
    }

    /** Waits until the counts of `bell` are those of an idle queue, save for what is given. */
    async function settles(bell: string, counts: Partial<typeof NOTHING> = {}): Promise<void> {
      await vi.waitFor(async () => {
        expect((await queue.stats())[bell]).toEqual({ ...NOTHING, ...counts });
      }, SOON);
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

    describe('rings', () => {
      it('once for each add, with its data', async () => {
        const rings = new Rings();
        queue.work('bell', rings.handler());
        const sent = [
          { id: 'a', n: 1 },
          { id: 'b', yes: true },
          { id: 'c', none: null },
        ];
        for (const data of sent) await queue.add('bell', data);
        await rings.until(sent.length);
        await settles('bell');
        expect(new Set(rings.data)).toEqual(new Set(sent));
        expect(rings.data).toHaveLength(sent.length);
      });

      it('for jobs that were there before the handler', async () => {
        const rings = new Rings();
        await queue.add('bell', { id: 'early' });
        queue.work('bell', rings.handler());
        await rings.until(1);
        expect(rings.data).toEqual([{ id: 'early' }]);
      });

      it('not before the delay is over', async () => {
        const rings = new Rings();
        const delayMs = 60;
        queue.work('bell', rings.handler());
        const addedMs = performance.now();
        await queue.add('bell', { id: 'late' }, { delayMs });
        expect((await queue.stats()).bell?.delayed).toBe(1);
        await rings.until(1);
        expect((rings.atMs[0] as number) - addedMs).toBeGreaterThanOrEqual(delayMs - TIMER_SLACK_MS);
      });

      it('a shorter delay first, although the worker sleeps for a longer one', async () => {
        const rings = new Rings();
        queue.work('bell', rings.handler());
        await queue.add('bell', { id: 'in an hour' }, { delayMs: 3_600_000 });
        await queue.add('bell', { id: 'soon' }, { delayMs: 20 });
        await rings.until(1);
        expect(rings.data).toEqual([{ id: 'soon' }]);
      });

      it('all of 1,000 jobs, each once', async () => {
        const rings = new Rings();
        const total = 1_000;
        queue.work('bell', rings.handler(), { concurrency: 10 });
        await Promise.all(Array.from({ length: total }, (_, n) => queue.add('bell', { n })));
        await rings.until(total);
        await settles('bell');
        expect(rings.data).toHaveLength(total);
        expect(new Set(rings.data.map(({ n }) => n)).size).toBe(total);
      });

      it('in one of several processes', async () => {
        const rings = new Rings();
        const total = 40;
        queue.work('bell', rings.handler());
        (await open()).work('bell', rings.handler());
        await Promise.all(Array.from({ length: total }, (_, n) => queue.add('bell', { n })));
        await rings.until(total);
        await settles('bell');
        expect(new Set(rings.data.map(({ n }) => n)).size).toBe(total);
        expect(rings.data).toHaveLength(total);
      });

      it('as many handlers at once as allowed, never more', async () => {
        const rings = new Rings();
        const door = gate();
        let running = 0;
        let most = 0;
        const count = async () => {
          most = Math.max(most, ++running);
          if (running === 3) door.open();
          await door.passed;
          running -= 1;
        };
        queue.work('bell', rings.handler(count), { concurrency: 3 });
        for (let n = 0; n < 9; n++) await queue.add('bell', { n });
        await rings.until(9);
        await settles('bell');
        expect(most).toBe(3);
      });

      it('one handler a queue', () => {
        queue.work('bell', async () => undefined);
        expect(() => queue.work('bell', async () => undefined)).toThrow(/has a handler already/);
      });
    });

    describe('a handler that throws', () => {
      const fail = async () => {
        throw new Error('of no use here');
      };

      it('is rung once by default and counted as failed', async () => {
        const rings = new Rings();
        queue.work('bell', rings.handler(fail));
        await queue.add('bell', { id: 'a' });
        await settles('bell', { failed: 1 });
        expect(rings.data).toHaveLength(1);
      });

      it('is rung again after growing pauses, as often as asked', async () => {
        const rings = new Rings();
        const backoffMs = 20;
        queue.work('bell', rings.handler(fail));
        await queue.add('bell', { id: 'a' }, { attempts: 3, backoffMs });
        await settles('bell', { failed: 1 });
        const [first = 0, second = 0, third = 0] = rings.atMs;
        expect(rings.atMs).toHaveLength(3);
        expect(second - first).toBeGreaterThanOrEqual(backoffMs - TIMER_SLACK_MS);
        expect(third - second).toBeGreaterThanOrEqual(2 * backoffMs - TIMER_SLACK_MS);
      });

      it('is not counted when a later attempt goes well', async () => {
        const rings = new Rings();
        queue.work(
          'bell',
          rings.handler(async () => {
            if (rings.data.length < 2) await fail();
          }),
        );
        await queue.add('bell', { id: 'a' }, { attempts: 3, backoffMs: 1 });
        await rings.until(2);
        await settles('bell');
        expect(rings.data).toHaveLength(2);
      });

      it('never ends the worker, whatever it throws, and its error is told', async () => {
        const troubles: QueueTrouble[] = [];
        const process = await open({ onTrouble: (trouble) => troubles.push(trouble) });
        const rings = new Rings();
        const named = Object.assign(new Error('bullmq:rateLimitExceeded'), { name: 'DelayedError' });
        const thrown = [new Error('plain'), named, 'text', undefined, null];
        const handler = rings.handler(async ({ n }) => {
          if (typeof n === 'number') throw thrown[n];
        });
        process.work('bell', handler);
        for (const n of thrown.keys()) await queue.add('bell', { n });
        await queue.add('bell', { id: 'fine' });
        await rings.until(thrown.length + 1);
        await settles('bell', { failed: thrown.length });
        expect(new Set(troubles.map(({ error }) => error))).toEqual(new Set(thrown));
        expect(new Set(troubles.map((trouble) => `${trouble.queue} ${trouble.source}`))).toEqual(
          new Set(['bell handler']),
        );
      });
    });

    describe('rings with one key', () => {
      it('are one while they wait', async () => {
        const rings = new Rings();
        for (const n of [1, 2, 3]) await queue.add('bell', { n }, { dedupeKey: 'k' });
        await queue.add('bell', { n: 4 }, { dedupeKey: 'other' });
        expect((await queue.stats()).bell?.waiting).toBe(2);
        queue.work('bell', rings.handler());
        await rings.until(2);
        await settles('bell');
        expect(rings.data).toHaveLength(2);
      });

      it('are one while they are delayed', async () => {
        for (const n of [1, 2]) await queue.add('bell', { n }, { dedupeKey: 'k', delayMs: 3_600_000 });
        expect((await queue.stats()).bell).toEqual({ ...NOTHING, delayed: 1 });
      });

      for (const outcome of ['done', 'failed']) {
        it(`ring once more after a running one is ${outcome}, with the last data`, async () => {
          const rings = new Rings();
          const door = gate();
          const handler = rings.handler(async ({ n }) => {
            if (n !== 1) return;
            await door.passed;
            if (outcome === 'failed') throw new Error('first');
          });
          queue.work('bell', handler, { concurrency: 5 });
          await queue.add('bell', { n: 1 }, { dedupeKey: 'k' });
          await rings.until(1);
          for (const n of [2, 3, 4]) await queue.add('bell', { n }, { dedupeKey: 'k' });
          expect(rings.data).toHaveLength(1);
          door.open();
          await rings.until(2);
          await settles('bell', { failed: outcome === 'failed' ? 1 : 0 });
          expect(rings.data).toEqual([{ n: 1 }, { n: 4 }]);
        });
      }

      it('ring anew after the last one is done', async () => {
        const rings = new Rings();
        queue.work('bell', rings.handler());
        for (const n of [1, 2, 3]) {
          await queue.add('bell', { n }, { dedupeKey: 'k' });
          await rings.until(n);
          await settles('bell');
        }
        expect(rings.data).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
      });
    });

    describe('a rhythm', () => {
      it('rings again and again', async () => {
        const rings = new Rings();
        queue.work('bell', rings.handler());
        await queue.every('bell', 'sweep', 25, { id: 'tick' });
        await rings.until(4);
        expect(rings.data.slice(0, 4)).toEqual(Array(4).fill({ id: 'tick' }));
        expect((rings.atMs[3] as number) - (rings.atMs[1] as number)).toBeGreaterThanOrEqual(
          2 * 25 - 25 - TIMER_SLACK_MS,
        );
      });

      it('is not doubled when it is set again', async () => {
        for (let n = 0; n < 3; n++) await queue.every('bell', 'sweep', 60_000, { id: 'tick' });
        await queue.every('bell', 'other', 60_000, { id: 'tock' });
        const { waiting = 0, delayed = 0 } = (await queue.stats()).bell ?? {};
        expect(waiting + delayed).toBe(2);
      });

      it('is replaced by a new one of the same id', async () => {
        const rings = new Rings();
        queue.work('bell', rings.handler());
        await queue.every('bell', 'sweep', 25, { pace: 'old' });
        await rings.until(2);
        await queue.every('bell', 'sweep', 20, { pace: 'new' });
        const known = rings.data.length;
        await rings.until(known + 4);
        // One old ring may have been on its way to the handler when the rhythm changed.
        expect(rings.data.slice(known + 1, known + 4)).toEqual(Array(3).fill({ pace: 'new' }));
      });

      it('goes on after a handler threw', async () => {
        const rings = new Rings();
        queue.work(
          'bell',
          rings.handler(async () => {
            throw new Error('each time');
          }),
        );
        await queue.every('bell', 'sweep', 20, { id: 'tick' });
        await rings.until(3);
        await vi.waitFor(
          async () => expect((await queue.stats()).bell?.failed).toBeGreaterThanOrEqual(3),
          SOON,
        );
      });
    });

    describe('a paused queue', () => {
      it('hands out nothing in any process, while others go on', async () => {
        const rings = new Rings();
        const others = new Rings();
        const process = await open();
        process.work('bell', rings.handler());
        process.work('other', others.handler());
        await queue.pause('bell');
        await queue.add('bell', { n: 1 });
        await queue.add('bell', { n: 2 }, { delayMs: 5 });
        for (let n = 0; n < 20; n++) await queue.add('other', { n });
        await others.until(20);
        await queue.add('other', { n: 20 }, { delayMs: 20 });
        await others.until(21);
        expect(rings.data).toEqual([]);
        expect((await queue.stats()).bell?.paused).toBe(true);
        await queue.resume('bell');
        await rings.until(2);
        await settles('bell');
        expect(rings.data).toHaveLength(2);
      });

      it('stays paused for a worker that comes later', async () => {
        const rings = new Rings();
        const others = new Rings();
        await queue.add('bell', { n: 1 });
        await queue.pause('bell');
        const process = await open();
        process.work('bell', rings.handler());
        process.work('other', others.handler());
        await queue.add('other', { n: 1 });
        await others.until(1);
        expect(rings.data).toEqual([]);
        await queue.resume('bell');
        await rings.until(1);
      });
    });

    describe('a job whose worker is gone', () => {
      it('is rung again by another, and the first one can no longer end it', async () => {
        const dead = await open(SHORT_LOCKS);
        const first = new Rings();
        const second = new Rings();
        const door = gate();
        const secondDoor = gate();
        dead.work(
          'bell',
          first.handler(() => door.passed),
        );
        await queue.add('bell', { id: 'a' });
        await first.until(1);
        await dead.close(0);
        const alive = await open(SHORT_LOCKS);
        alive.work(
          'bell',
          second.handler(() => secondDoor.passed),
        );
        await second.until(1);
        door.open();
        await settles('bell', { active: 1 });
        secondDoor.open();
        await settles('bell');
        expect(second.data).toEqual([{ id: 'a' }]);
        expect(first.data).toHaveLength(1);
      });

      it('is left alone while its worker lives, however long it takes', async () => {
        const process = await open(SHORT_LOCKS);
        const another = await open(SHORT_LOCKS);
        const rings = new Rings();
        const ticks = new Rings();
        const door = gate();
        const handler = rings.handler(() => door.passed);
        process.work('bell', handler);
        another.work('bell', handler);
        await queue.add('bell', { id: 'long' });
        await rings.until(1);
        // Three lock times pass before the gate opens.
        queue.work('clock', ticks.handler());
        await queue.add('clock', {}, { delayMs: 450 });
        await ticks.until(1);
        expect(rings.data).toHaveLength(1);
        door.open();
        await settles('bell');
      });
    });

    describe('counts', () => {
      it('tell waiting, active, delayed, failed and paused apart', async () => {
        const rings = new Rings();
        const door = gate();
        const handler = rings.handler(async ({ id }) => {
          if (id === 'fails') throw new Error('as told');
          await door.passed;
        });
        queue.work('bell', handler);
        await queue.add('bell', { id: 'fails' });
        await settles('bell', { failed: 1 });
        await queue.add('bell', { id: 'runs' });
        await rings.until(2);
        await queue.add('bell', { id: 'waits' });
        await queue.add('bell', { id: 'later' }, { delayMs: 3_600_000 });
        await settles('bell', { failed: 1, active: 1, waiting: 1, delayed: 1 });
        await queue.pause('bell');
        await settles('bell', { failed: 1, active: 1, waiting: 1, delayed: 1, paused: true });
        await queue.resume('bell');
        door.open();
        await settles('bell', { failed: 1, delayed: 1 });
      });

      it('name only queues that were used here', async () => {
        expect(await queue.stats()).toEqual({});
        await queue.add('bell', {});
        expect(Object.keys(await queue.stats())).toEqual(['bell']);
      });
    });

    describe('close', () => {
      it('waits for running handlers without disturbing them, and takes no more jobs', async () => {
        const process = await open();
        const rings = new Rings();
        const door = gate();
        const ends: boolean[] = [];
        const handler = rings.handler(async (_data, signal) => {
          await door.passed;
          ends.push(signal.aborted);
        });
        process.work('bell', handler);
        await queue.add('bell', { n: 1 });
        await rings.until(1);
        await queue.add('bell', { n: 2 });
        const closed = process.close(10_000);
        door.open();
        await closed;
        expect(ends).toEqual([false]);
        await settles('bell', { waiting: 1 });
      });

      it('tells handlers to stop once the grace is over', async () => {
        const process = await open();
        const rings = new Rings();
        const ends: string[] = [];
        const handler = rings.handler(async (_data, signal) => {
          await aborted(signal);
          ends.push((signal.reason as Error).message);
        });
        process.work('bell', handler);
        await queue.add('bell', {});
        await rings.until(1);
        await process.close(10);
        expect(ends).toEqual(['the queue is closing']);
        await settles('bell');
      });

      it('lets go of a handler that does not listen', async () => {
        const process = await open();
        const rings = new Rings();
        const door = gate();
        process.work(
          'bell',
          rings.handler(() => door.passed),
        );
        await queue.add('bell', {});
        await rings.until(1);
        await process.close(0);
        door.open();
        expect((await queue.stats()).bell?.active).toBe(1);
      });

      it('may be called twice, and before anything was used', async () => {
        const process = await open();
        await Promise.all([process.close(), process.close(0)]);
        await process.close();
      });

      it('refuses everything afterwards', async () => {
        const process = await open();
        await process.add('bell', {});
        await process.close();
        await expect(process.add('bell', {})).rejects.toThrow('closed');
        await expect(process.every('bell', 'sweep', 1_000, {})).rejects.toThrow('closed');
        await expect(process.pause('bell')).rejects.toThrow('closed');
        expect(() => process.work('bell', async () => undefined)).toThrow('closed');
      });
    });
  });
}
