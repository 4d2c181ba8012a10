import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Storage } from '../../src/storage/storage.ts';
import { type OpenStorage, range, STORY_LIMIT_MS, sampleEvent, T0 } from './samples.ts';

const FAR = T0 + 1_000_000;

/** What every engine's inbox promises. */
export function inboxContract(open: OpenStorage): void {
  describe('inbox', () => {
    let storage: Storage;
    let inbox: Storage['inbox'];

    beforeEach(async () => {
      storage = await open();
      inbox = storage.inbox;
    });
    afterEach(() => storage.close());

    /** Takes events by the order law until none is due; returns their keys' last parts. */
    async function drainTurns(conversationId: string, nowMs = FAR): Promise<string[]> {
      const taken: string[] = [];
      for (
        let item = await inbox.next(conversationId, nowMs);
        item;
        item = await inbox.next(conversationId, nowMs)
      ) {
        taken.push(item.event.activity.id);
        await inbox.finish(item.event.key, nowMs);
      }
      return taken;
    }

    it('gives back an event exactly as it was accepted', async () => {
      const event = sampleEvent(1, { safety: { level: 'imminent', topic: null } });
      await inbox.acceptMany([event]);
      expect(await inbox.next(event.conversationId, FAR)).toEqual({ event, attempts: 0, more: 0 });
    });

    it('accepts nothing from an empty list', async () => {
      expect(await inbox.acceptMany([])).toEqual([]);
    });

    it('calls an event a duplicate within its batch, later, and after it was done', async () => {
      expect(await inbox.acceptMany([sampleEvent(1), sampleEvent(1), sampleEvent(2)])).toEqual([
        'accepted',
        'duplicate',
        'accepted',
      ]);
      expect(await inbox.acceptMany([sampleEvent(2), sampleEvent(3)])).toEqual(['duplicate', 'accepted']);
      await inbox.finish(sampleEvent(1).key, FAR);
      expect(await inbox.acceptMany([sampleEvent(1)])).toEqual(['duplicate']);
      expect(await drainTurns(sampleEvent(1).conversationId)).toEqual(['m2', 'm3']);
    });

    it('accepts an event once however many batches bring it at the same time', async () => {
      const outcomes = await Promise.all(range(0, 20).map(() => inbox.acceptMany([sampleEvent(1)])));
      expect(outcomes.flat().filter((outcome) => outcome === 'accepted')).toHaveLength(1);
    });

    it('keeps keys apart that differ only in hard characters', async () => {
      const keys = ['k', 'k ', 'K', 'kỳ', 'kỳ'.normalize('NFD'), 'k🎉', 'k🎊', "k'--", 'k%'];
      const events = keys.map((key, i) => sampleEvent(i, { key }));
      expect(await inbox.acceptMany(events)).toEqual(keys.map(() => 'accepted'));
      expect(await inbox.acceptMany(events)).toEqual(keys.map(() => 'duplicate'));
    });

    it('takes and finishes an event whose key holds what engines dislike', async () => {
      const event = sampleEvent(1, { key: 'a\u0000b\ud800', conversationId: 'zalo:oa1:x\u0000y' });
      expect(await inbox.acceptMany([event, event])).toEqual(['accepted', 'duplicate']);
      expect((await inbox.next(event.conversationId, FAR))?.event).toEqual(event);
      expect(await inbox.finish(event.key, FAR)).toBe(true);
      expect(await inbox.next(event.conversationId, FAR)).toBeNull();
    });

    it('orders by platform time, then position in the payload, then accept sequence', async () => {
      const at = (n: number, time: number, position: number, acceptSeq: number) =>
        sampleEvent(n, { platformTimeMs: T0 + time, position, acceptSeq });
      await inbox.acceptMany([at(1, 5, 1, 1), at(2, 5, 0, 9), at(3, 5, 1, 0), at(4, 4, 7, 8)]);
      expect(await drainTurns(sampleEvent(1).conversationId)).toEqual(['m4', 'm2', 'm3', 'm1']);
    });

    it('orders an event without or with an absurd platform time by its accept time', async () => {
      await inbox.acceptMany([
        sampleEvent(1, { platformTimeMs: null, acceptedAtMs: T0 + 30 }),
        sampleEvent(2, { platformTimeMs: T0 + 86_400_000, acceptedAtMs: T0 + 20 }),
        sampleEvent(3, { platformTimeMs: T0 + 10, acceptedAtMs: T0 + 40 }),
      ]);
      expect(await drainTurns(sampleEvent(1).conversationId)).toEqual(['m3', 'm2', 'm1']);
    });

    it('keeps the conversations apart and counts what waits behind', async () => {
      const other = 'messenger:p1:7';
      await inbox.acceptMany([
        ...range(0, 5).map((n) => sampleEvent(n)),
        sampleEvent(9, { conversationId: other }),
      ]);
      expect((await inbox.next(sampleEvent(0).conversationId, FAR))?.more).toBe(4);
      expect((await inbox.next(other, FAR))?.more).toBe(0);
      expect(await inbox.next('zalo:oa1:nobody', FAR)).toBeNull();
    });

    it('says that more wait, however many they are', async () => {
      await inbox.acceptMany(range(0, 500).map((n) => sampleEvent(n)));
      expect((await inbox.next(sampleEvent(0).conversationId, FAR))?.more).toBeGreaterThan(50);
    });

    it('finishes once and erases what was said', async () => {
      await inbox.acceptMany([sampleEvent(1)]);
      expect(await inbox.finish(sampleEvent(1).key, FAR)).toBe(true);
      expect(await inbox.finish(sampleEvent(1).key, FAR)).toBe(false);
      expect(await inbox.finish('unknown', FAR)).toBe(false);
      expect(await inbox.counts()).toEqual({ pending: 0, parked: 0, oldestPendingAtMs: null });
    });

    it('holds later events back while one is postponed, but not an earlier one that comes late', async () => {
      const { conversationId } = sampleEvent(0);
      await inbox.acceptMany([sampleEvent(5), sampleEvent(6)]);
      await inbox.postpone(sampleEvent(5).key, 1, FAR, 'store-down');
      expect(await inbox.next(conversationId, FAR - 1)).toBeNull();
      await inbox.acceptMany([sampleEvent(2), sampleEvent(7)]);
      expect((await inbox.next(conversationId, FAR - 1))?.event.activity.id).toBe('m2');
      await inbox.finish(sampleEvent(2).key, FAR);
      expect(await inbox.next(conversationId, FAR - 1)).toBeNull();
      const item = await inbox.next(conversationId, FAR);
      expect(item).toMatchObject({ attempts: 1, more: 2 });
      expect(await drainTurns(conversationId)).toEqual(['m5', 'm6', 'm7']);
    });

    it('lets the conversation go on when an event is parked, and puts it back on demand', async () => {
      const { conversationId } = sampleEvent(0);
      await inbox.acceptMany([sampleEvent(1), sampleEvent(2)]);
      await inbox.postpone(sampleEvent(1).key, 4, T0, 'boom');
      await inbox.park(sampleEvent(1).key, 'boom');
      expect(await drainTurns(conversationId)).toEqual(['m2']);
      const parked = await inbox.parked(10);
      expect(parked.items).toEqual([
        { key: sampleEvent(1).key, conversationId, kind: 'message', errorCode: 'boom', acceptedAtMs: T0 + 1 },
      ]);
      expect(await inbox.acceptMany([sampleEvent(1)])).toEqual(['duplicate']);
      expect(await inbox.unpark(sampleEvent(1).key)).toBe(true);
      expect(await inbox.unpark(sampleEvent(1).key)).toBe(false);
      expect(await inbox.next(conversationId, FAR)).toMatchObject({ attempts: 0, event: sampleEvent(1) });
    });

    it('neither postpones nor parks an event that is done', async () => {
      await inbox.acceptMany([sampleEvent(1)]);
      await inbox.finish(sampleEvent(1).key, FAR);
      await inbox.postpone(sampleEvent(1).key, 1, T0, 'late');
      await inbox.park(sampleEvent(1).key, 'late');
      expect(await inbox.counts()).toEqual({ pending: 0, parked: 0, oldestPendingAtMs: null });
      expect(await inbox.waiting(FAR, 10)).toEqual([]);
    });

    it('names the conversations with a due event, oldest first, each once', async () => {
      const of = (user: string, n: number) => sampleEvent(n, { conversationId: `zalo:oa1:${user}` });
      await inbox.acceptMany([of('b', 2), of('a', 1), of('c', 3), of('a', 4), of('b', 5)]);
      expect(await inbox.waiting(FAR, 10)).toEqual(['zalo:oa1:a', 'zalo:oa1:b', 'zalo:oa1:c']);
      expect(await inbox.waiting(FAR, 2)).toEqual(['zalo:oa1:a', 'zalo:oa1:b']);
      await inbox.finish(of('a', 1).key, FAR);
      await inbox.finish(of('b', 2).key, FAR);
      await inbox.finish(of('b', 5).key, FAR);
      expect(await inbox.waiting(FAR, 10)).toEqual(['zalo:oa1:c', 'zalo:oa1:a']);
    });

    it('does not let a flood or a postponed head hide the others from the sweep', async () => {
      const of = (user: string, n: number) => sampleEvent(n, { conversationId: `zalo:oa1:${user}` });
      await inbox.acceptMany([
        ...range(0, 300).map((n) => of('flood', n)),
        of('stuck', 300),
        of('stuck', 301),
      ]);
      await inbox.acceptMany([of('quiet', 400)]);
      await inbox.postpone(of('stuck', 300).key, 1, FAR + 1, 'boom');
      expect(await inbox.waiting(FAR, 2)).toEqual(['zalo:oa1:flood', 'zalo:oa1:quiet']);
      expect(await inbox.waiting(FAR + 1, 3)).toContain('zalo:oa1:stuck');
      await inbox.park(of('stuck', 300).key, 'boom');
      expect(await inbox.waiting(FAR, 3)).toContain('zalo:oa1:stuck');
    });

    it('counts what is pending and parked, and knows the oldest', async () => {
      await inbox.acceptMany([sampleEvent(3), sampleEvent(1), sampleEvent(2)]);
      expect(await inbox.counts()).toEqual({ pending: 3, parked: 0, oldestPendingAtMs: T0 + 1 });
      await inbox.park(sampleEvent(1).key, 'boom');
      expect(await inbox.counts()).toEqual({ pending: 2, parked: 1, oldestPendingAtMs: T0 + 2 });
    });

    it('pages through parked events, oldest first', async () => {
      await inbox.acceptMany(range(0, 7).map((n) => sampleEvent(n)));
      for (const n of [3, 1, 6, 0, 2, 5, 4]) await inbox.park(sampleEvent(n).key, 'boom');
      const keys: string[] = [];
      let after: string | undefined;
      do {
        const page = await inbox.parked(3, after);
        keys.push(...page.items.map((item) => item.key));
        after = page.cursor ?? undefined;
      } while (after);
      expect(keys).toEqual(range(0, 7).map((n) => sampleEvent(n).key));
    });

    it('forgets keys that were done long ago, a few at a time, and nothing else', async () => {
      await inbox.acceptMany(range(0, 6).map((n) => sampleEvent(n)));
      for (const n of range(0, 5)) await inbox.finish(sampleEvent(n).key, T0 + n);
      expect(await inbox.forgetDone(T0 + 4, 3)).toBe(3);
      expect(await inbox.forgetDone(T0 + 4, 3)).toBe(1);
      expect(await inbox.forgetDone(T0 + 4, 3)).toBe(0);
      expect(await inbox.acceptMany([sampleEvent(0), sampleEvent(4), sampleEvent(5)])).toEqual([
        'accepted',
        'duplicate',
        'duplicate',
      ]);
    });

    it(
      'agrees with a plain list after any story',
      async () => {
        const step = fc.record({
          act: fc.constantFrom('accept', 'accept', 'finish', 'postpone', 'park', 'unpark', 'erase'),
          user: fc.nat(1),
          n: fc.nat(3),
          time: fc.nat(3),
        });
        let story = 0;
        await fc.assert(
          fc.asyncProperty(fc.array(step, { minLength: 30, maxLength: 60 }), async (steps) => {
            const prefix = `zalo:oa1:s${story++}-`;
            const model: ModelEvent[] = [];
            for (const { act, user, n, time } of steps) {
              const conversationId = `${prefix}${user}`;
              const key = `${conversationId}/${n}`;
              const known = model.find((event) => event.key === key);
              const live = known && known.state !== 'done' ? known : undefined;
              if (act === 'accept') {
                const event = sampleEvent(n, { key, conversationId, platformTimeMs: T0 + time });
                expect(await inbox.acceptMany([event])).toEqual([known ? 'duplicate' : 'accepted']);
                if (!known) {
                  model.push({
                    key,
                    conversationId,
                    state: 'pending',
                    order: [T0 + time, n],
                    notBefore: 0,
                    at: T0 + n,
                  });
                }
              } else if (act === 'finish') {
                expect(await inbox.finish(key, FAR)).toBe(live !== undefined);
                if (live) live.state = 'done';
              } else if (act === 'postpone') {
                await inbox.postpone(key, 1, T0 + 100 * time, 'x');
                if (live?.state === 'pending') live.notBefore = T0 + 100 * time;
              } else if (act === 'park') {
                await inbox.park(key, 'x');
                if (live?.state === 'pending') live.state = 'parked';
              } else if (act === 'unpark') {
                expect(await inbox.unpark(key)).toBe(live?.state === 'parked');
                if (live?.state === 'parked') Object.assign(live, { state: 'pending', notBefore: 0 });
              } else {
                await inbox.erase(conversationId);
                for (const event of model.filter((one) => one.conversationId === conversationId)) {
                  if (event.state !== 'done') model.splice(model.indexOf(event), 1);
                }
              }
              const nowMs = T0 + 150;
              const ready = range(0, 2).filter((one) => readyOf(model, `${prefix}${one}`, nowMs));
              const [waiting, ...items] = await Promise.all([
                inbox.waiting(nowMs, 100_000),
                ...range(0, 2).map((one) => inbox.next(`${prefix}${one}`, nowMs)),
              ]);
              const ours = waiting.filter((id) => id.startsWith(prefix));
              expect([...ours].sort()).toEqual(ready.map((one) => `${prefix}${one}`));
              for (const [one, item] of items.entries()) {
                expect(item?.event.key).toBe(readyOf(model, `${prefix}${one}`, nowMs)?.key);
              }
            }
          }),
          { numRuns: 15, seed: 20261123 },
        );
      },
      STORY_LIMIT_MS,
    );

    it('erases a conversation, parked events too, and leaves the others', async () => {
      const other = sampleEvent(9, { conversationId: 'zalo:oa1:other' });
      await inbox.acceptMany([sampleEvent(1), sampleEvent(2), other]);
      await inbox.park(sampleEvent(1).key, 'boom');
      expect(await inbox.erase(sampleEvent(1).conversationId)).toBe(2);
      expect(await inbox.waiting(FAR, 10)).toEqual(['zalo:oa1:other']);
      expect(await inbox.counts()).toMatchObject({ pending: 1, parked: 0 });
    });
  });
}

interface ModelEvent {
  key: string;
  conversationId: string;
  state: 'pending' | 'parked' | 'done';
  order: [timeMs: number, acceptSeq: number];
  notBefore: number;
  at: number;
}

/** The first pending event of a conversation, when it is due. */
function readyOf(model: ModelEvent[], conversationId: string, nowMs: number): ModelEvent | undefined {
  const [head] = model
    .filter((event) => event.conversationId === conversationId && event.state === 'pending')
    .sort((a, b) => a.order[0] - b.order[0] || a.order[1] - b.order[1]);
  return head && head.notBefore <= nowMs ? head : undefined;
}
