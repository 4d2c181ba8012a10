import { describe, expect, it } from 'vitest';
import type { QueueTrouble } from '../../../src/queue/index.ts';
import { Rings } from '../../support/rings.ts';
import type { QueueBench } from './bench.ts';

/** Timers may fire this much early by the finer clock, ms. */
const TIMER_SLACK_MS = 2;

export function failuresCases(bench: QueueBench): void {
  describe('a handler that throws', () => {
    const fail = async () => {
      throw new Error('of no use here');
    };

    it('is rung once by default and counted as failed', async () => {
      const rings = new Rings();
      bench.queue.work('bell', rings.handler(fail));
      await bench.queue.add('bell', { id: 'a' });
      await bench.settles('bell', { failed: 1 });
      expect(rings.data).toHaveLength(1);
    });

    it('is rung again after growing pauses, as often as asked', async () => {
      const rings = new Rings();
      const backoffMs = 20;
      bench.queue.work('bell', rings.handler(fail));
      await bench.queue.add('bell', { id: 'a' }, { attempts: 3, backoffMs });
      await bench.settles('bell', { failed: 1 });
      const [first = 0, second = 0, third = 0] = rings.atMs;
      expect(rings.atMs).toHaveLength(3);
      expect(second - first).toBeGreaterThanOrEqual(backoffMs - TIMER_SLACK_MS);
      expect(third - second).toBeGreaterThanOrEqual(2 * backoffMs - TIMER_SLACK_MS);
    });

    it('is not counted when a later attempt goes well', async () => {
      const rings = new Rings();
      bench.queue.work(
        'bell',
        rings.handler(async () => {
          if (rings.data.length < 2) await fail();
        }),
      );
      await bench.queue.add('bell', { id: 'a' }, { attempts: 3, backoffMs: 1 });
      await rings.until(2);
      await bench.settles('bell');
      expect(rings.data).toHaveLength(2);
    });

    it('never ends the worker, whatever it throws, and its error is told', async () => {
      const troubles: QueueTrouble[] = [];
      const peer = await bench.open({ onTrouble: (trouble) => troubles.push(trouble) });
      const rings = new Rings();
      const named = Object.assign(new Error('bullmq:rateLimitExceeded'), { name: 'DelayedError' });
      const thrown = [new Error('plain'), named, 'text', undefined, null];
      const handler = rings.handler(async ({ n }) => {
        if (typeof n === 'number') throw thrown[n];
      });
      peer.work('bell', handler);
      for (const n of thrown.keys()) await bench.queue.add('bell', { n });
      await bench.queue.add('bell', { id: 'fine' });
      await rings.until(thrown.length + 1);
      await bench.settles('bell', { failed: thrown.length });
      expect(new Set(troubles.map(({ error }) => error))).toEqual(new Set(thrown));
      expect(new Set(troubles.map((trouble) => `${trouble.queue} ${trouble.source}`))).toEqual(
        new Set(['bell handler']),
      );
    });

    it('is remembered only for the last 1,000 jobs', async () => {
      const rings = new Rings();
      const total = 1_010;
      bench.queue.work('bell', rings.handler(fail), { concurrency: 50 });
      await Promise.all(Array.from({ length: total }, (_, n) => bench.queue.add('bell', { n })));
      await rings.until(total);
      await bench.settles('bell', { failed: 1_000 });
    });
  });
}
