import { describe, expect, it } from 'vitest';
import type { JobData } from '../../../src/queue/index.ts';
import { gate, Rings } from '../../support/rings.ts';
import type { QueueBench } from './bench.ts';

/** Timers may fire this much early by the finer clock, ms. */
const TIMER_SLACK_MS = 2;

export function ringsCases(bench: QueueBench): void {
  describe('rings', () => {
    it('once for each add, with its data', async () => {
      const rings = new Rings();
      bench.queue.work('bell', rings.handler());
      const sent: JobData[] = [
        { id: 'a', n: 1 },
        { id: 'b', yes: true },
        { id: 'c', none: null },
      ];
      for (const data of sent) await bench.queue.add('bell', data);
      await rings.until(sent.length);
      await bench.settles('bell');
      expect(new Set(rings.data)).toEqual(new Set(sent));
      expect(rings.data).toHaveLength(sent.length);
    });

    it('for jobs that were there before the handler', async () => {
      const rings = new Rings();
      await bench.queue.add('bell', { id: 'early' });
      bench.queue.work('bell', rings.handler());
      await rings.until(1);
      expect(rings.data).toEqual([{ id: 'early' }]);
    });

    it('not before the delay is over', async () => {
      const rings = new Rings();
      // Longer than asking for the counts takes on a busy machine.
      const delayMs = 300;
      bench.queue.work('bell', rings.handler());
      const addedMs = performance.now();
      await bench.queue.add('bell', { id: 'late' }, { delayMs });
      expect((await bench.queue.stats()).bell?.delayed).toBe(1);
      await rings.until(1);
      expect((rings.atMs[0] as number) - addedMs).toBeGreaterThanOrEqual(delayMs - TIMER_SLACK_MS);
    });

    it('a shorter delay first, although the worker sleeps already', async () => {
      const rings = new Rings();
      bench.queue.work('bell', rings.handler());
      await bench.queue.add('bell', { id: 'now' });
      await rings.until(1);
      await bench.settles('bell');
      await bench.queue.add('bell', { id: 'in an hour' }, { delayMs: 3_600_000 });
      await bench.queue.add('bell', { id: 'soon' }, { delayMs: 20 });
      await rings.until(2);
      expect(rings.data).toEqual([{ id: 'now' }, { id: 'soon' }]);
    });

    it('all of 1,000 jobs, each once', async () => {
      const rings = new Rings();
      const total = 1_000;
      bench.queue.work('bell', rings.handler(), { concurrency: 10 });
      await Promise.all(Array.from({ length: total }, (_, n) => bench.queue.add('bell', { n })));
      await rings.until(total);
      await bench.settles('bell');
      expect(rings.data).toHaveLength(total);
      expect(new Set(rings.data.map(({ n }) => n)).size).toBe(total);
    });

    it('in one of several processes', async () => {
      const rings = new Rings();
      const total = 40;
      bench.queue.work('bell', rings.handler());
      (await bench.open()).work('bell', rings.handler());
      await Promise.all(Array.from({ length: total }, (_, n) => bench.queue.add('bell', { n })));
      await rings.until(total);
      await bench.settles('bell');
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
      bench.queue.work('bell', rings.handler(count), { concurrency: 3 });
      for (let n = 0; n < 9; n++) await bench.queue.add('bell', { n });
      await rings.until(9);
      await bench.settles('bell');
      expect(most).toBe(3);
    });

    it('one handler a queue', () => {
      bench.queue.work('bell', async () => undefined);
      expect(() => bench.queue.work('bell', async () => undefined)).toThrow(/has a handler already/);
    });
  });
}
