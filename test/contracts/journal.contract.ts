import { describe, expect, it } from 'vitest';
import type { AcceptedEvent } from '../../src/domain/event-log.ts';
import { type Journal, JournalUnavailable, SinkAway } from '../../src/journal/journal.ts';
import { range, sampleEvent } from './samples.ts';

/** Opens the journal of `instanceId` in the suite's current folder; `fresh` begins a new folder. */
export interface JournalFactory {
  fresh(): void;
  open(instanceId?: string): Promise<Journal>;
  /** Leaves the journal as a killed process would. */
  abandon(journal: Journal): Promise<void>;
}

/** A sink that keeps what it is given and may refuse for a while. */
export function keepingSink() {
  const taken: AcceptedEvent[] = [];
  const batches: number[] = [];
  let refusals = 0;
  return {
    taken,
    batches,
    refuse(times: number) {
      refusals = times;
    },
    ids: () => taken.map((event) => event.activity.id),
    async sink(events: AcceptedEvent[]): Promise<void> {
      if (refusals-- > 0) throw new Error('the store is away');
      batches.push(events.length);
      taken.push(...events);
    },
  };
}

/** What a journal promises. */
export function journalContract({ fresh, open, abandon }: JournalFactory): void {
  describe('journal', () => {
    it('hands over what was appended, unchanged and in order', async () => {
      fresh();
      const journal = await open();
      const kept = keepingSink();
      await journal.append([sampleEvent(1), sampleEvent(2)]);
      await journal.append([sampleEvent(3, { safety: { level: 'disclosure', topic: 'x' } })]);
      journal.startDraining(kept.sink);
      await journal.drained();
      expect(kept.taken).toEqual([
        sampleEvent(1),
        sampleEvent(2),
        sampleEvent(3, { safety: { level: 'disclosure', topic: 'x' } }),
      ]);
      await journal.close(1_000);
    });

    it('takes an empty list without touching the disk', async () => {
      fresh();
      const journal = await open();
      await journal.append([]);
      expect(journal.lag()).toEqual({ events: 0, oldestMs: 0, writable: true, quarantined: 0 });
      await journal.close(0);
    });

    it('keeps the order of concurrent appends', async () => {
      fresh();
      const journal = await open();
      const kept = keepingSink();
      journal.startDraining(kept.sink);
      await Promise.all(range(0, 500).map((n) => journal.append([sampleEvent(n)])));
      await journal.drained();
      expect(kept.ids()).toEqual(range(0, 500).map((n) => `m${n}`));
      await journal.close(1_000);
    });

    it('refuses what is no JSON as a whole, and takes its neighbours', async () => {
      fresh();
      const journal = await open();
      const kept = keepingSink();
      journal.startDraining(kept.sink);
      const circle: AcceptedEvent & { self?: unknown } = sampleEvent(2);
      circle.self = circle;
      const outcomes = await Promise.allSettled([
        journal.append([sampleEvent(0)]),
        journal.append([sampleEvent(1), circle]),
        journal.append([sampleEvent(3)]),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      await journal.drained();
      expect(kept.ids()).toEqual(['m0', 'm3']);
      await journal.close(1_000);
    });

    it('tries the same events again when the sink refuses', async () => {
      fresh();
      const journal = await open();
      const kept = keepingSink();
      kept.refuse(2);
      await journal.append(range(0, 3).map((n) => sampleEvent(n)));
      journal.startDraining(kept.sink);
      await journal.drained();
      expect(kept.ids()).toEqual(['m0', 'm1', 'm2']);
      await journal.close(1_000);
    });

    it('puts an event aside that the sink refuses while it takes the others', {
      timeout: 20_000,
    }, async () => {
      fresh();
      const journal = await open();
      const kept = keepingSink();
      journal.startDraining(async (events) => {
        if (events.some((event) => event.activity.id === 'm2')) throw new TypeError('cannot be kept');
        await kept.sink(events);
      });
      await journal.append(range(0, 5).map((n) => sampleEvent(n)));
      await journal.drained();
      expect(new Set(kept.ids())).toEqual(new Set(['m0', 'm1', 'm3', 'm4']));
      expect(journal.lag()).toMatchObject({ events: 0, quarantined: 1 });
      await journal.close(0);
    });

    it('blames no event while the sink says that it is away, even if it takes some of them', async () => {
      fresh();
      const journal = await open();
      const kept = keepingSink();
      let calls = 0;
      journal.startDraining(async (events) => {
        calls++;
        // From the fifth time on they come one by one: the first of them fails, the next would be taken.
        if (calls <= 5) throw new SinkAway();
        await kept.sink(events);
      });
      await journal.append(range(0, 5).map((n) => sampleEvent(n)));
      await journal.drained();
      expect(new Set(kept.ids())).toEqual(new Set(range(0, 5).map((n) => `m${n}`)));
      expect(journal.lag().quarantined).toBe(0);
      await journal.close(0);
    });

    it('puts nothing aside while the sink refuses everything', async () => {
      fresh();
      const journal = await open();
      const kept = keepingSink();
      kept.refuse(8);
      await journal.append(range(0, 5).map((n) => sampleEvent(n)));
      journal.startDraining(kept.sink);
      await journal.drained();
      expect(new Set(kept.ids())).toEqual(new Set(range(0, 5).map((n) => `m${n}`)));
      expect(journal.lag().quarantined).toBe(0);
      await journal.close(0);
    });

    it('tells how far the inbox is behind', async () => {
      fresh();
      const journal = await open();
      await journal.append([sampleEvent(1), sampleEvent(2)]);
      expect(journal.lag()).toMatchObject({ events: 2, writable: true });
      const kept = keepingSink();
      journal.startDraining(kept.sink);
      await journal.drained();
      expect(journal.lag()).toMatchObject({ events: 0, oldestMs: 0 });
      await journal.close(0);
    });

    it('waits in drained() only for what was there before the call', async () => {
      fresh();
      const journal = await open();
      await journal.append([sampleEvent(1)]);
      let seenAtFirst: number | undefined;
      const kept = keepingSink();
      const first = journal.drained().then(() => {
        seenAtFirst = kept.taken.length;
      });
      journal.startDraining(kept.sink);
      await first;
      await journal.append([sampleEvent(2)]);
      await journal.drained();
      expect([seenAtFirst, kept.taken.length]).toEqual([1, 2]);
      await journal.close(0);
    });

    it('refuses after it was closed, and closes twice without harm', async () => {
      fresh();
      const journal = await open();
      await journal.close(0);
      await journal.close(0);
      await expect(journal.append([sampleEvent(1)])).rejects.toThrow(JournalUnavailable);
      await expect(journal.append([sampleEvent(1)])).rejects.toMatchObject({ code: 'closed' });
    });

    it('settles appends that run while it closes', async () => {
      fresh();
      const journal = await open();
      const running = range(0, 20).map((n) => journal.append([sampleEvent(n)]));
      await Promise.all([...running, journal.close(0)]);
      const next = await open();
      expect(next.lag().events).toBe(20);
      await next.close(0);
    });

    it('finds after a restart what the sink had not taken', async () => {
      fresh();
      const journal = await open();
      await journal.append(range(0, 5).map((n) => sampleEvent(n)));
      await journal.close(0);
      const next = await open();
      const kept = keepingSink();
      await next.append([sampleEvent(5)]);
      next.startDraining(kept.sink);
      await next.drained();
      expect(kept.ids()).toEqual(range(0, 6).map((n) => `m${n}`));
      await next.close(1_000);
    });

    it('takes over the journals of dead instances, theirs first', async () => {
      fresh();
      for (const [i, name] of ['old-a', 'old-b'].entries()) {
        const dead = await open(name);
        await dead.append([sampleEvent(2 * i), sampleEvent(2 * i + 1)]);
        await abandon(dead);
      }
      const journal = await open('new');
      expect(journal.lag().events).toBe(4);
      const kept = keepingSink();
      await journal.append([sampleEvent(9)]);
      journal.startDraining(kept.sink);
      await journal.drained();
      expect(kept.ids()).toEqual(['m0', 'm1', 'm2', 'm3', 'm9']);
      await journal.close(1_000);
    });

    it('does not hand over again what was drained before a clean stop', async () => {
      fresh();
      const journal = await open();
      const kept = keepingSink();
      journal.startDraining(kept.sink);
      await journal.append([sampleEvent(1)]);
      await journal.close(5_000);
      expect(kept.ids()).toEqual(['m1']);
      const next = await open();
      expect(next.lag().events).toBe(0);
      await next.close(0);
    });

    it('stops although the sink hangs, and keeps the events', async () => {
      fresh();
      const journal = await open();
      journal.startDraining(() => new Promise<void>(() => undefined));
      await journal.append([sampleEvent(1)]);
      await journal.close(20);
      const next = await open();
      expect(next.lag().events).toBe(1);
      await next.close(0);
    });

    it('moves a long backlog through a small memory', async () => {
      fresh();
      const journal = await open();
      const count = 25_000;
      for (let n = 0; n < count; n += 500) {
        await journal.append(range(n, n + 500).map((one) => sampleEvent(one)));
      }
      const kept = keepingSink();
      journal.startDraining(kept.sink);
      await journal.append([sampleEvent(count)]);
      await journal.drained();
      expect(kept.taken).toHaveLength(count + 1);
      expect(kept.ids()).toEqual(range(0, count + 1).map((n) => `m${n}`));
      await journal.close(1_000);
    });
  });
}
