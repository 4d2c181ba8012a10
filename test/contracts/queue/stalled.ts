import { describe, expect, it, vi } from 'vitest';
import type { BullQueueOptions } from '../../../src/queue/index.ts';
import { gate, Rings, standStill } from '../../support/rings.ts';
import { type QueueBench, SOON } from './bench.ts';

/** Locks short enough to see a dead worker's job come back. */
const SHORT_LOCKS: BullQueueOptions = { lockMs: 150, stalledCheckMs: 40 };

/** Long enough that a busy machine renews them in time. */
const LONGER_LOCK_MS = 800;
const LONGER_LOCKS: BullQueueOptions = { lockMs: LONGER_LOCK_MS, stalledCheckMs: 40 };

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
      const peer = await bench.open(LONGER_LOCKS);
      const another = await bench.open(LONGER_LOCKS);
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
      await bench.queue.add('clock', {}, { delayMs: 3 * LONGER_LOCK_MS });
      await ticks.until(1);
      expect(rings.data).toHaveLength(1);
      door.open();
      await bench.settles('bell');
    });

    it('ends as failed, unrung, after it was lost twice: it may be what ends workers', async () => {
      const rings = new Rings();
      await bench.queue.add('bell', { id: 'poison' }, { dedupeKey: 'k' });
      for (const lost of [1, 2]) {
        const dead = await bench.open(SHORT_LOCKS);
        dead.work(
          'bell',
          rings.handler(() => new Promise(() => undefined)),
        );
        await rings.until(lost);
        await dead.close(0);
      }
      const alive = await bench.open(SHORT_LOCKS);
      alive.work('bell', rings.handler());
      await bench.settles('bell', { failed: 1 });
      expect(rings.data).toHaveLength(2);
      // Its key is free again: whoever it stood for must not stay unheard.
      await bench.queue.add('bell', { id: 'next' }, { dedupeKey: 'k' });
      await rings.until(3);
      expect(rings.data.at(-1)).toEqual({ id: 'next' });
    });

    it('is neither lost nor stuck after the whole process stood still for longer than its lock', async () => {
      const peer = await bench.open(SHORT_LOCKS);
      const another = await bench.open(SHORT_LOCKS);
      const rings = new Rings();
      const handler = rings.handler(async ({ id }) => {
        if (id === 'blocks' && rings.data.length === 1) standStill(300);
      });
      peer.work('bell', handler);
      another.work('bell', handler);
      await bench.queue.add('bell', { id: 'blocks' });
      await rings.until(1);
      await bench.settles('bell');
      await bench.queue.add('bell', { id: 'next' });
      await vi.waitFor(() => expect(rings.data.at(-1)).toEqual({ id: 'next' }), SOON);
      await bench.settles('bell');
    });
  });
}
