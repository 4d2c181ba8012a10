import { describe, expect, it } from 'vitest';
import { gate, Rings } from '../../support/rings.ts';
import { NOTHING, type QueueBench } from './bench.ts';

export function keysCases(bench: QueueBench): void {
  describe('rings with one key', () => {
    it('are one while they wait', async () => {
      const rings = new Rings();
      for (const n of [1, 2, 3]) await bench.queue.add('bell', { n }, { dedupeKey: 'k' });
      await bench.queue.add('bell', { n: 4 }, { dedupeKey: 'other' });
      expect((await bench.queue.stats()).bell?.waiting).toBe(2);
      bench.queue.work('bell', rings.handler());
      await rings.until(2);
      await bench.settles('bell');
      expect(rings.data).toHaveLength(2);
    });

    it('are one while they are delayed', async () => {
      for (const n of [1, 2]) await bench.queue.add('bell', { n }, { dedupeKey: 'k', delayMs: 3_600_000 });
      expect((await bench.queue.stats()).bell).toEqual({ ...NOTHING, delayed: 1 });
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
        bench.queue.work('bell', handler, { concurrency: 5 });
        await bench.queue.add('bell', { n: 1 }, { dedupeKey: 'k' });
        await rings.until(1);
        for (const n of [2, 3, 4]) await bench.queue.add('bell', { n }, { dedupeKey: 'k' });
        expect(rings.data).toHaveLength(1);
        door.open();
        await rings.until(2);
        await bench.settles('bell', { failed: outcome === 'failed' ? 1 : 0 });
        expect(rings.data).toEqual([{ n: 1 }, { n: 4 }]);
      });
    }

    it('ring anew after the last one is done', async () => {
      const rings = new Rings();
      bench.queue.work('bell', rings.handler());
      for (const n of [1, 2, 3]) {
        await bench.queue.add('bell', { n }, { dedupeKey: 'k' });
        await rings.until(n);
        await bench.settles('bell');
      }
      expect(rings.data).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
    });
  });
}
