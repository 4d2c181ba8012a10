import { describe, expect, it, vi } from 'vitest';
import { Rings } from '../../support/rings.ts';
import { type QueueBench, SOON } from './bench.ts';

export function rhythmsCases(bench: QueueBench): void {
  describe('a rhythm', () => {
    it('rings again and again', async () => {
      const rings = new Rings();
      bench.queue.work('bell', rings.handler());
      const everyMs = 25;
      const beganMs = performance.now();
      await bench.queue.every('bell', 'sweep', everyMs, { id: 'tick' });
      await rings.until(4);
      expect(rings.data.slice(0, 4)).toEqual(Array(4).fill({ id: 'tick' }));
      // Three slots, of which one may be shorter when an engine aligns them anew after a delay.
      expect((rings.atMs[3] as number) - beganMs).toBeGreaterThanOrEqual(2 * everyMs);
    });

    it('is not doubled when it is set again', async () => {
      for (let n = 0; n < 3; n++) await bench.queue.every('bell', 'sweep', 60_000, { id: 'tick' });
      await bench.queue.every('bell', 'other', 60_000, { id: 'tock' });
      const { waiting = 0, delayed = 0 } = (await bench.queue.stats()).bell ?? {};
      expect(waiting + delayed).toBe(2);
    });

    it('is replaced by a new one of the same id', async () => {
      const rings = new Rings();
      bench.queue.work('bell', rings.handler());
      await bench.queue.every('bell', 'sweep', 25, { pace: 'old' });
      await rings.until(2);
      await bench.queue.every('bell', 'sweep', 20, { pace: 'new' });
      const known = rings.data.length;
      await rings.until(known + 4);
      // One old ring may have been on its way to the handler when the rhythm changed.
      expect(rings.data.slice(known + 1, known + 4)).toEqual(Array(3).fill({ pace: 'new' }));
    });

    it('goes on after a handler threw', async () => {
      const rings = new Rings();
      bench.queue.work(
        'bell',
        rings.handler(async () => {
          throw new Error('each time');
        }),
      );
      await bench.queue.every('bell', 'sweep', 20, { id: 'tick' });
      await rings.until(3);
      await vi.waitFor(
        async () => expect((await bench.queue.stats()).bell?.failed).toBeGreaterThanOrEqual(3),
        SOON,
      );
    });
  });
}
