import { describe, expect, it } from 'vitest';
import { gate, Rings } from '../../support/rings.ts';
import type { QueueBench } from './bench.ts';

export function countsCases(bench: QueueBench): void {
  describe('counts', () => {
    it('tell waiting, active, delayed, failed and paused apart', async () => {
      const rings = new Rings();
      const door = gate();
      const handler = rings.handler(async ({ id }) => {
        if (id === 'fails') throw new Error('as told');
        await door.passed;
      });
      bench.queue.work('bell', handler);
      await bench.queue.add('bell', { id: 'fails' });
      await bench.settles('bell', { failed: 1 });
      await bench.queue.add('bell', { id: 'runs' });
      await rings.until(2);
      await bench.queue.add('bell', { id: 'waits' });
      await bench.queue.add('bell', { id: 'later' }, { delayMs: 3_600_000 });
      await bench.settles('bell', { failed: 1, active: 1, waiting: 1, delayed: 1 });
      await bench.queue.pause('bell');
      await bench.settles('bell', { failed: 1, active: 1, waiting: 1, delayed: 1, paused: true });
      await bench.queue.resume('bell');
      door.open();
      await bench.settles('bell', { failed: 1, delayed: 1 });
    });

    it('name only queues that were used here', async () => {
      expect(await bench.queue.stats()).toEqual({});
      await bench.queue.add('bell', {});
      expect(Object.keys(await bench.queue.stats())).toEqual(['bell']);
    });
  });
}
