import { describe, expect, it } from 'vitest';
import { aborted, gate, Rings } from '../../support/rings.ts';
import type { QueueBench } from './bench.ts';

export function closeCases(bench: QueueBench): void {
  describe('close', () => {
    it('waits for running handlers without disturbing them, and takes no more jobs', async () => {
      const peer = await bench.open();
      const rings = new Rings();
      const door = gate();
      const ends: boolean[] = [];
      const handler = rings.handler(async (_data, signal) => {
        await door.passed;
        ends.push(signal.aborted);
      });
      peer.work('bell', handler);
      await bench.queue.add('bell', { n: 1 });
      await rings.until(1);
      await bench.queue.add('bell', { n: 2 });
      const closed = peer.close(10_000);
      door.open();
      await closed;
      expect(ends).toEqual([false]);
      await bench.settles('bell', { waiting: 1 });
    });

    it('tells handlers to stop once the grace is over', async () => {
      const peer = await bench.open();
      const rings = new Rings();
      const ends: string[] = [];
      const handler = rings.handler(async (_data, signal) => {
        await aborted(signal);
        ends.push((signal.reason as Error).message);
      });
      peer.work('bell', handler);
      await bench.queue.add('bell', {});
      await rings.until(1);
      await peer.close(10);
      expect(ends).toEqual(['the queue is closing']);
      await bench.settles('bell');
    });

    it('lets go of a handler that does not listen', async () => {
      const peer = await bench.open();
      const rings = new Rings();
      const door = gate();
      peer.work(
        'bell',
        rings.handler(() => door.passed),
      );
      await bench.queue.add('bell', {});
      await rings.until(1);
      await peer.close(0);
      door.open();
      expect((await bench.queue.stats()).bell?.active).toBe(1);
    });

    it('may be called twice, and before a worker has begun', async () => {
      const peer = await bench.open();
      peer.work('bell', async () => undefined);
      await Promise.all([peer.close(), peer.close(0)]);
      await peer.close();
    });

    it('refuses everything afterwards', async () => {
      const peer = await bench.open();
      await peer.add('bell', {});
      await peer.close();
      await expect(peer.add('bell', {})).rejects.toThrow('closed');
      await expect(peer.every('bell', 'sweep', 1_000, {})).rejects.toThrow('closed');
      await expect(peer.pause('bell')).rejects.toThrow('closed');
      expect(() => peer.work('bell', async () => undefined)).toThrow('closed');
    });
  });
}
