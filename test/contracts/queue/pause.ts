import { describe, expect, it } from 'vitest';
import { Rings } from '../../support/rings.ts';
import type { QueueBench } from './bench.ts';

export function pauseCases(bench: QueueBench): void {
  describe('a paused queue', () => {
    it('hands out nothing in any process, while others go on', async () => {
      const rings = new Rings();
      const others = new Rings();
      const peer = await bench.open();
      peer.work('bell', rings.handler());
      peer.work('other', others.handler());
      await bench.queue.pause('bell');
      await bench.queue.add('bell', { n: 1 });
      await bench.queue.add('bell', { n: 2 }, { delayMs: 5 });
      for (let n = 0; n < 20; n++) await bench.queue.add('other', { n });
      await others.until(20);
      await bench.queue.add('other', { n: 20 }, { delayMs: 20 });
      await others.until(21);
      expect(rings.data).toEqual([]);
      expect((await bench.queue.stats()).bell?.paused).toBe(true);
      await bench.queue.resume('bell');
      await rings.until(2);
      await bench.settles('bell');
      expect(rings.data).toHaveLength(2);
    });

    it('stays paused for a worker that comes later', async () => {
      const rings = new Rings();
      const others = new Rings();
      await bench.queue.add('bell', { n: 1 });
      await bench.queue.pause('bell');
      const peer = await bench.open();
      peer.work('bell', rings.handler());
      peer.work('other', others.handler());
      await bench.queue.add('other', { n: 1 });
      await others.until(1);
      expect(rings.data).toEqual([]);
      await bench.queue.resume('bell');
      await rings.until(1);
    });
  });
}
