import { describe, expect, it } from 'vitest';
import type { BullQueueOptions } from '../../../src/queue/index.ts';
import { gate, Rings } from '../../support/rings.ts';
import type { QueueBench } from './bench.ts';

/** Locks short enough to see a dead worker's job come back. */
const SHORT_LOCKS: BullQueueOptions = { lockMs: 150, stalledCheckMs: 40 };

export function stalledCases(bench: QueueBench): void {
  describe('a job whose worker is gone', () => {
    it('is rung again by another, and the first one can no longer end it', async () => {
      const dead = await bench.open(SHORT_LOCKS);
      const first = new Rings();
      const second = new Rings();
      const door = gate();
      const secondDoor = gate();
      dead.work(
        'bell',
        first.handler(() => door.passed),
      );
      await bench.queue.add('bell', { id: 'a' });
      await first.until(1);
      await dead.close(0);
      const alive = await bench.open(SHORT_LOCKS);
      alive.work(
        'bell',
        second.handler(() => secondDoor.passed),
      );
      await second.until(1);
      door.open();
      await bench.settles('bell', { active: 1 });
      secondDoor.open();
      await bench.settles('bell');
      expect(second.data).toEqual([{ id: 'a' }]);
      expect(first.data).toHaveLength(1);
    });

    it('is left alone while its worker lives, however long it takes', async () => {
      const peer = await bench.open(SHORT_LOCKS);
      const another = await bench.open(SHORT_LOCKS);
      const rings = new Rings();
      const ticks = new Rings();
      const door = gate();
      const handler = rings.handler(() => door.passed);
      peer.work('bell', handler);
      another.work('bell', handler);
      await bench.queue.add('bell', { id: 'long' });
      await rings.until(1);
      // Three lock times pass before the gate opens.
      bench.queue.work('clock', ticks.handler());
      await bench.queue.add('clock', {}, { delayMs: 450 });
      await ticks.until(1);
      expect(rings.data).toHaveLength(1);
      door.open();
      await bench.settles('bell');
    });
  });
}
