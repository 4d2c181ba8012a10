import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ClaimedLane, OutboxChange, RecipientLane } from '../../src/storage/outbox.ts';
import type { Storage } from '../../src/storage/storage.ts';
import { type OpenStorage, range, STORY_LIMIT_MS, sampleRow, T0 } from './samples.ts';

const LEASE_MS = 10_000;
const REPLY: RecipientLane = { conversationId: 'zalo:oa1:u1', lane: 'reply' };

/** What every engine's outbox promises: rows, lanes and their leases. */
export function outboxContract(open: OpenStorage): void {
  describe('outbox', () => {
    let storage: Storage;
    let outbox: Storage['outbox'];

    beforeEach(async () => {
      storage = await open();
      outbox = storage.outbox;
    });
    afterEach(() => storage.close());

    async function claimed(recipient = REPLY, nowMs = T0, owner = 'w1'): Promise<ClaimedLane> {
      const claim = await outbox.claim(recipient, owner, nowMs, LEASE_MS, 100);
      if (!claim) throw new Error('nothing to claim');
      return claim;
    }

    const sending: OutboxChange = { to: 'sending', attemptId: 'att-1', atMs: T0 + 1 };
    const sent: OutboxChange = { to: 'sent', platformMessageId: 'mid.1', atMs: T0 + 2 };

    describe('rows', () => {
      it('keeps what was inserted', async () => {
        const row = sampleRow('r1', { expiresAtMs: T0 + 5, index: 3, purpose: 'card' });
        expect(await outbox.insertMany([row])).toEqual(['r1']);
        expect(await outbox.get('r1')).toEqual({
          ...row,
          state: 'pending',
          attempts: 0,
          attemptId: null,
          attemptAtMs: null,
          platformMessageId: null,
          reason: null,
          settledAtMs: null,
        });
        expect(await outbox.get('r2')).toBeNull();
      });

      it('inserts each id once and names the new ones', async () => {
        expect(await outbox.insertMany([])).toEqual([]);
        expect(await outbox.insertMany([sampleRow('a'), sampleRow('b')])).toEqual(['a', 'b']);
        expect(await outbox.insertMany([sampleRow('b', { purpose: 'other' }), sampleRow('c')])).toEqual([
          'c',
        ]);
        expect((await outbox.get('b'))?.purpose).toBe('reply');
      });

      it('does not bring back a row that was sent', async () => {
        await outbox.insertMany([sampleRow('a')]);
        const { fence } = await claimed();
        await outbox.update('a', fence, sent);
        expect(await outbox.insertMany([sampleRow('a')])).toEqual([]);
        expect((await outbox.get('a'))?.state).toBe('sent');
      });

      it('inserts all or nothing', async () => {
        const broken = sampleRow('b', { createdAtMs: undefined as unknown as number });
        await expect(outbox.insertMany([sampleRow('a'), broken])).rejects.toThrow();
        expect(await outbox.get('a')).toBeNull();
        expect(await outbox.due(T0, 10)).toEqual([]);
      });
    });

    describe('lanes', () => {
      it('returns the open rows of one recipient and lane by group and index', async () => {
        await outbox.insertMany([
          sampleRow('g2', { group: 2 }),
          sampleRow('g1i1', { index: 1 }),
          sampleRow('g1i0'),
          sampleRow('push', { lane: 'broadcast' }),
          sampleRow('other', { conversationId: 'zalo:oa1:u2' }),
        ]);
        expect((await claimed()).rows.map((row) => row.id)).toEqual(['g1i0', 'g1i1', 'g2']);
      });

      it('returns no more rows than asked for', async () => {
        await outbox.insertMany(range(0, 5).map((n) => sampleRow(`r${n}`, { index: n })));
        const claim = await outbox.claim(REPLY, 'w', T0, LEASE_MS, 2);
        expect(claim?.rows.map((row) => row.id)).toEqual(['r0', 'r1']);
      });

      it('holds back everything behind a row that is not due', async () => {
        await outbox.insertMany([
          sampleRow('a'),
          sampleRow('b', { index: 1, notBeforeMs: T0 + 50 }),
          sampleRow('c', { index: 2 }),
        ]);
        const { rows, fence } = await claimed();
        expect(rows.map((row) => row.id)).toEqual(['a']);
        await outbox.update('a', fence, sent);
        await outbox.release(REPLY, fence);
        expect(await outbox.due(T0 + 49, 10)).toEqual([]);
        expect(await outbox.claim(REPLY, 'w', T0 + 49, LEASE_MS, 10)).toBeNull();
        expect((await claimed(REPLY, T0 + 50)).rows.map((row) => row.id)).toEqual(['b', 'c']);
      });

      it('has nothing to claim in an empty or finished lane', async () => {
        expect(await outbox.claim(REPLY, 'w', T0, LEASE_MS, 10)).toBeNull();
        await outbox.insertMany([sampleRow('a')]);
        const { fence } = await claimed();
        await outbox.update('a', fence, sent);
        await outbox.release(REPLY, fence);
        expect(await outbox.claim(REPLY, 'w', T0, LEASE_MS, 10)).toBeNull();
        expect(await outbox.due(T0 + 1_000_000, 10)).toEqual([]);
      });

      it('gives the lease to one of many who ask at once', async () => {
        await outbox.insertMany([sampleRow('a')]);
        const claims = await Promise.all(
          range(0, 10).map((n) => outbox.claim(REPLY, `w${n}`, T0, LEASE_MS, 10)),
        );
        expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
      });

      it('lets a lease that has run out be taken over, with the rows as they stand', async () => {
        await outbox.insertMany([sampleRow('a'), sampleRow('b', { index: 1 })]);
        const old = await claimed();
        await outbox.update('a', old.fence, sending);
        expect(await outbox.claim(REPLY, 'w2', T0 + LEASE_MS - 1, LEASE_MS, 10)).toBeNull();
        const taken = await claimed(REPLY, T0 + LEASE_MS, 'w2');
        expect(taken.fence).toBeGreaterThan(old.fence);
        expect(taken.rows.map(({ id, state }) => [id, state])).toEqual([
          ['a', 'sending'],
          ['b', 'pending'],
        ]);
        expect(await outbox.update('a', old.fence, sent)).toBe(false);
        expect(await outbox.renew(REPLY, old.fence, T0 + 99 * LEASE_MS)).toBe(false);
        await outbox.release(REPLY, old.fence);
        expect(await outbox.claim(REPLY, 'w3', T0 + LEASE_MS + 1, LEASE_MS, 10)).toBeNull();
        expect(await outbox.update('a', taken.fence, sent)).toBe(true);
      });

      it('prolongs a lease that is still ours', async () => {
        await outbox.insertMany([sampleRow('a')]);
        const { fence } = await claimed();
        expect(await outbox.renew(REPLY, fence, T0 + 3 * LEASE_MS)).toBe(true);
        expect(await outbox.due(T0 + 2 * LEASE_MS, 10)).toEqual([]);
        expect(await outbox.due(T0 + 3 * LEASE_MS, 10)).toEqual([REPLY]);
      });

      it('takes no change under a lease that was given back', async () => {
        await outbox.insertMany([sampleRow('a')]);
        const { fence } = await claimed();
        await outbox.release(REPLY, fence);
        expect(await outbox.update('a', fence, sending)).toBe(false);
        expect(await outbox.renew(REPLY, fence, T0 + LEASE_MS)).toBe(false);
        expect((await claimed()).fence).toBeGreaterThan(fence);
      });

      it('takes new rows while a lane is held, without letting a second owner in', async () => {
        await outbox.insertMany([sampleRow('a')]);
        const { fence } = await claimed();
        await outbox.insertMany([sampleRow('b', { group: 2 })]);
        expect(await outbox.due(T0, 10)).toEqual([]);
        expect(await outbox.claim(REPLY, 'w2', T0, LEASE_MS, 10)).toBeNull();
        await outbox.update('a', fence, sent);
        expect(await outbox.update('b', fence, sending)).toBe(true);
      });

      it('never lets a waiting broadcast hold a reply', async () => {
        await outbox.insertMany([
          sampleRow('push', { lane: 'broadcast', group: 0 }),
          sampleRow('reply', { group: 9 }),
        ]);
        await claimed({ ...REPLY, lane: 'broadcast' });
        expect((await claimed()).rows.map((row) => row.id)).toEqual(['reply']);
      });
    });

    describe('due', () => {
      const rowOf = (user: string, over = {}) =>
        sampleRow(`${user}-${JSON.stringify(over)}`, { conversationId: `zalo:oa1:${user}`, ...over });

      it('names lanes, the most urgent first and then the oldest', async () => {
        await outbox.insertMany([
          rowOf('a', { lane: 'broadcast', notBeforeMs: T0 - 9 }),
          rowOf('b', { notBeforeMs: T0 - 1 }),
          rowOf('c', { notBeforeMs: T0 - 5 }),
          rowOf('d', { lane: 'safety' }),
          rowOf('e', { notBeforeMs: T0 + 1 }),
        ]);
        const due = await outbox.due(T0, 10);
        expect(due.map(({ conversationId, lane }) => `${conversationId.slice(-1)} ${lane}`)).toEqual([
          'd safety',
          'c reply',
          'b reply',
          'a broadcast',
        ]);
        expect(await outbox.due(T0, 2)).toEqual(due.slice(0, 2));
      });

      it('asks only the channels and lanes that it is told to', async () => {
        const other = 'messenger:p1:u9';
        await outbox.insertMany([rowOf('a'), sampleRow('m', { conversationId: other })]);
        await outbox.insertMany([sampleRow('mb', { conversationId: other, lane: 'broadcast' })]);
        expect(await outbox.due(T0, 10)).toHaveLength(3);
        expect(await outbox.due(T0, 10, { channels: ['messenger'] })).toHaveLength(2);
        expect(await outbox.due(T0, 10, { channels: ['messenger'], lanes: ['broadcast'] })).toEqual([
          { conversationId: other, lane: 'broadcast' },
        ]);
        expect(await outbox.due(T0, 10, { lanes: ['safety'] })).toEqual([]);
        expect(await outbox.due(T0, 10, { channels: [] })).toEqual([]);
      });
    });

    it(
      'names as due exactly the lanes that can be claimed, after any story',
      async () => {
        const step = fc.record({
          act: fc.constantFrom('insert', 'insert', 'claim', 'change', 'change', 'release', 'prove', 'wait'),
          lane: fc.constantFrom('reply', 'broadcast'),
          n: fc.nat(2),
          to: fc.constantFrom('sending', 'pending', 'unknown', 'sent', 'failed', 'skipped', 'remove'),
          delay: fc.nat(3),
        } as const);
        let story = 0;
        await fc.assert(
          fc.asyncProperty(fc.array(step, { minLength: 30, maxLength: 60 }), async (steps) => {
            const conversationId = `zalo:oa1:s${story++}`;
            const fences = new Map<string, number>();
            let nowMs = T0;
            for (const { act, lane, n, to, delay } of steps) {
              const recipient: RecipientLane = { conversationId, lane };
              const id = `${conversationId}/${lane}/${n}`;
              const notBeforeMs = nowMs + delay * 1_000;
              const fence = fences.get(lane) ?? 0;
              if (act === 'insert')
                await outbox.insertMany([sampleRow(id, { ...recipient, group: n, notBeforeMs })]);
              if (act === 'wait') nowMs += delay * 5_000;
              if (act === 'release') await outbox.release(recipient, fence);
              if (act === 'prove') await outbox.prove(id, 'mid', nowMs);
              if (act === 'change') await outbox.update(id, fence, changeTo(to, nowMs, notBeforeMs));
              if (act === 'claim') {
                const wasDue = (await outbox.due(nowMs, 1_000)).some(
                  (one) => one.conversationId === conversationId && one.lane === lane,
                );
                const claim = await outbox.claim(recipient, 'w', nowMs, LEASE_MS, 10);
                expect(claim !== null).toBe(wasDue);
                expect(claim?.rows.length).not.toBe(0);
                expect(claim?.rows.every((row) => row.notBeforeMs <= nowMs)).not.toBe(false);
                if (claim) fences.set(lane, claim.fence);
              }
            }
            // Whoever waits long enough gets every lane that still has something to send, and no other.
            const later = nowMs + 100 * LEASE_MS;
            for (const lane of ['reply', 'broadcast'] as const) {
              const rows = await Promise.all(
                range(0, 3).map((n) => outbox.get(`${conversationId}/${lane}/${n}`)),
              );
              const open = rows.filter(
                (row) =>
                  row !== null &&
                  row.settledAtMs === null &&
                  !(lane === 'broadcast' && row.state === 'unknown'),
              );
              const claim = await outbox.claim({ conversationId, lane }, 'w', later, LEASE_MS, 10);
              expect(claim?.rows.map((row) => row.id) ?? []).toEqual(open.map((row) => row?.id));
            }
            await outbox.erase(conversationId);
          }),
          { numRuns: 20, seed: 20261123 },
        );
      },
      STORY_LIMIT_MS,
    );

    describe('changes', () => {
      async function afterChanges(...changes: OutboxChange[]) {
        await outbox.insertMany([sampleRow('a'), sampleRow('z', { group: 99 })]);
        const { fence } = await claimed();
        for (const change of changes) expect(await outbox.update('a', fence, change)).toBe(true);
        return outbox.get('a');
      }

      it('notes the attempt before the first byte leaves', async () => {
        expect(await afterChanges(sending)).toMatchObject({
          state: 'sending',
          attempts: 1,
          attemptId: 'att-1',
          attemptAtMs: T0 + 1,
          part: sampleRow('a').part,
        });
      });

      it('counts each attempt', async () => {
        const again: OutboxChange = { to: 'pending', notBeforeMs: T0, reason: 'throttled' };
        expect(await afterChanges(sending, again, sending)).toMatchObject({
          attempts: 2,
          reason: 'throttled',
        });
      });

      it('takes back an attempt in which nothing left, once, and leaves the row as it was', async () => {
        const before = await afterChanges(sending, {
          to: 'unknown',
          notBeforeMs: T0,
          reason: 'lease-expired',
        });
        if (!before) throw new Error('no row');
        const { fence } = await claimed(REPLY, T0 + LEASE_MS);
        await outbox.update('a', fence, { to: 'sending', attemptId: 'att-2', atMs: T0 + 9 });
        expect(await outbox.takeBack('a', 'att-1', before)).toBe(false);
        // Somebody else may have found it without knowing.
        await outbox.update('a', fence, { to: 'unknown', notBeforeMs: T0, reason: 'unknown-outcome' });
        expect(await outbox.takeBack('a', 'att-2', before)).toBe(true);
        expect(await outbox.get('a')).toEqual(before);
        expect(await outbox.takeBack('a', 'att-2', before)).toBe(false);
        expect(await outbox.update('a', fence, sending)).toBe(true);
      });

      it('makes a row due again whose only attempt was taken back, and no settled one', async () => {
        const broadcast: RecipientLane = { ...REPLY, lane: 'broadcast' };
        await outbox.insertMany([sampleRow('p', broadcast)]);
        const { rows, fence } = await claimed(broadcast);
        const fresh = rows[0];
        if (!fresh) throw new Error('no row');
        await outbox.update('p', fence, sending);
        await outbox.update('p', fence, { to: 'unknown', notBeforeMs: T0, reason: 'lease-expired' });
        await outbox.release(broadcast, fence);
        expect(await outbox.due(T0 + LEASE_MS, 10)).toEqual([]);
        expect(await outbox.takeBack('p', 'att-1', fresh)).toBe(true);
        expect(await outbox.get('p')).toEqual(fresh);
        expect(await outbox.due(T0 + LEASE_MS, 10)).toEqual([broadcast]);
        const again = await claimed(broadcast, T0 + LEASE_MS);
        await outbox.update('p', again.fence, sending);
        await outbox.update('p', again.fence, sent);
        expect(await outbox.takeBack('p', 'att-1', fresh)).toBe(false);
        expect((await outbox.get('p'))?.state).toBe('sent');
      });

      it('keeps an unknown outcome open, with its text, for later', async () => {
        const unknown: OutboxChange = { to: 'unknown', notBeforeMs: T0 + 5_000, reason: 'unknown-outcome' };
        expect(await afterChanges(sending, unknown)).toMatchObject({
          state: 'unknown',
          notBeforeMs: T0 + 5_000,
          reason: 'unknown-outcome',
          part: sampleRow('a').part,
          settledAtMs: null,
        });
      });

      it('erases the text of what was sent or failed', async () => {
        expect(await afterChanges(sending, sent)).toMatchObject({
          state: 'sent',
          part: null,
          platformMessageId: 'mid.1',
          settledAtMs: T0 + 2,
        });
        await outbox.insertMany([sampleRow('f', { conversationId: 'zalo:oa1:f' })]);
        const { fence } = await claimed({ conversationId: 'zalo:oa1:f', lane: 'reply' });
        await outbox.update('f', fence, { to: 'failed', reason: 'recipient-blocked', atMs: T0 + 3 });
        expect(await outbox.get('f')).toMatchObject({
          state: 'failed',
          part: null,
          reason: 'recipient-blocked',
          settledAtMs: T0 + 3,
        });
      });

      it('keeps the text of a skipped reply, and only of a reply, as owed', async () => {
        const push: RecipientLane = { ...REPLY, lane: 'broadcast' };
        await outbox.insertMany([
          sampleRow('late', { group: 2 }),
          sampleRow('later', { group: 3 }),
          sampleRow('push', { lane: 'broadcast' }),
        ]);
        const reply = await claimed();
        const broadcast = await claimed(push);
        const skipped: OutboxChange = { to: 'skipped', reason: 'window-closed', atMs: T0 };
        await outbox.update('later', reply.fence, skipped);
        await outbox.update('late', reply.fence, skipped);
        await outbox.update('push', broadcast.fence, skipped);
        expect((await outbox.get('push'))?.part).toBeNull();
        const owed = await outbox.owed(REPLY.conversationId, 10);
        expect(owed.map((row) => [row.id, row.part])).toEqual([
          ['late', sampleRow('x').part],
          ['later', sampleRow('x').part],
        ]);
        expect(await outbox.owed('zalo:oa1:u2', 10)).toEqual([]);
      });

      it('owes a skipped reply until it was given', async () => {
        await afterChanges({ to: 'skipped', reason: 'window-closed', atMs: T0 });
        expect(await outbox.owed(REPLY.conversationId, 10)).toHaveLength(1);
        expect(await outbox.given('a')).toBe(true);
        expect(await outbox.given('a')).toBe(false);
        expect(await outbox.given('z')).toBe(false);
        expect(await outbox.owed(REPLY.conversationId, 10)).toEqual([]);
        expect(await outbox.get('a')).toMatchObject({ state: 'skipped', part: null });
      });

      it('parks a broadcast with an unknown outcome: it holds nothing back and rings no more', async () => {
        const lane: RecipientLane = { ...REPLY, lane: 'broadcast' };
        await outbox.insertMany([
          sampleRow('a', { lane: 'broadcast' }),
          sampleRow('b', { lane: 'broadcast', group: 2 }),
        ]);
        const { fence } = await claimed(lane);
        await outbox.update('a', fence, sending);
        await outbox.update('a', fence, { to: 'unknown', notBeforeMs: T0, reason: 'unknown-outcome' });
        await outbox.release(lane, fence);
        const next = await claimed(lane);
        expect(next.rows.map((row) => row.id)).toEqual(['b']);
        await outbox.update('b', next.fence, sent);
        expect(await outbox.due(T0 + 1_000_000, 10)).toEqual([]);
        expect((await outbox.unsettled(REPLY.conversationId)).map((row) => row.id)).toEqual(['a']);
        expect(await outbox.prove('a', 'mid.2', T0)).toBe(true);
      });

      it('leaves nothing of a removed row, nor of its lane', async () => {
        await outbox.insertMany([sampleRow('card', { lane: 'safety' })]);
        const lane: RecipientLane = { ...REPLY, lane: 'safety' };
        const { fence } = await claimed(lane);
        expect(await outbox.update('card', fence, { to: 'remove' })).toBe(true);
        expect(await outbox.get('card')).toBeNull();
        expect(await outbox.renew(lane, fence, T0 + 99 * LEASE_MS)).toBe(false);
        expect(Object.values(await outbox.counts())).toEqual([0, 0, 0, 0, 0, 0]);
      });

      it('never changes a settled row back, and never sends it again', async () => {
        await afterChanges(sending, sent);
        const { fence } = await claimed(REPLY, T0 + LEASE_MS);
        expect(await outbox.update('a', fence, sending)).toBe(false);
        await outbox.update('a', fence, { to: 'failed', reason: 'rejected', atMs: T0 + 9 });
        await outbox.update('a', fence, { to: 'unknown', reason: 'x', notBeforeMs: T0 });
        expect(await outbox.get('a')).toMatchObject({ state: 'sent', settledAtMs: T0 + 2, reason: null });
      });

      it('refuses a change to a row that does not exist', async () => {
        await outbox.insertMany([sampleRow('a')]);
        const { fence } = await claimed();
        expect(await outbox.update('nobody', fence, sending)).toBe(false);
      });
    });

    describe('proof', () => {
      it('settles a row whose outcome is open, once, and lets the next one go', async () => {
        await outbox.insertMany([sampleRow('a'), sampleRow('b', { group: 2 })]);
        const { fence } = await claimed();
        await outbox.update('a', fence, sending);
        await outbox.update('a', fence, {
          to: 'unknown',
          notBeforeMs: T0 + 5_000,
          reason: 'unknown-outcome',
        });
        await outbox.release(REPLY, fence);
        expect((await outbox.unsettled(REPLY.conversationId)).map((row) => row.id)).toEqual(['a']);
        expect(await outbox.prove('a', 'mid.7', T0 + 10)).toBe(true);
        expect(await outbox.prove('a', 'mid.8', T0 + 11)).toBe(false);
        expect(await outbox.get('a')).toMatchObject({
          state: 'sent',
          part: null,
          platformMessageId: 'mid.7',
          reason: 'proof',
          settledAtMs: T0 + 10,
        });
        expect((await claimed(REPLY, T0 + 10)).rows.map((row) => row.id)).toEqual(['b']);
      });

      it('proves nothing about a row that nobody tried to send', async () => {
        await outbox.insertMany([sampleRow('a')]);
        expect(await outbox.prove('a', 'mid.1', T0)).toBe(false);
        expect(await outbox.prove('nobody', 'mid.1', T0)).toBe(false);
        expect((await outbox.get('a'))?.state).toBe('pending');
      });

      it('leaves nothing of a safety card that an echo proves', async () => {
        const lane: RecipientLane = { ...REPLY, lane: 'safety' };
        await outbox.insertMany([sampleRow('card', { lane: 'safety' })]);
        const { fence } = await claimed(lane);
        await outbox.update('card', fence, sending);
        expect(await outbox.prove('card', 'mid.1', T0)).toBe(true);
        expect(await outbox.get('card')).toBeNull();
      });
    });

    describe('care', () => {
      it('counts rows by state', async () => {
        await outbox.insertMany(range(0, 4).map((n) => sampleRow(`r${n}`, { index: n })));
        const { fence } = await claimed();
        await outbox.update('r0', fence, sent);
        await outbox.update('r1', fence, sending);
        expect(await outbox.counts()).toEqual({
          pending: 2,
          sending: 1,
          sent: 1,
          failed: 0,
          skipped: 0,
          unknown: 0,
        });
      });

      it('counts what is open by lane', async () => {
        await outbox.insertMany([
          sampleRow('a'),
          sampleRow('b', { index: 1 }),
          sampleRow('c', { lane: 'broadcast' }),
        ]);
        const { fence } = await claimed();
        await outbox.update('a', fence, sent);
        await outbox.update('b', fence, sending);
        const none = { pending: 0, sending: 0, unknown: 0 };
        expect(await outbox.openCounts()).toEqual({
          safety: none,
          reply: { ...none, sending: 1 },
          broadcast: { ...none, pending: 1 },
        });
      });

      it('sends a broadcast of unknown outcome again only when it is released, and nothing else', async () => {
        const lane = { ...REPLY, lane: 'broadcast' } as const;
        await outbox.insertMany([sampleRow('news', { lane: 'broadcast' }), sampleRow('reply')]);
        const { fence } = await claimed(lane);
        await outbox.update('news', fence, sending);
        await outbox.update('news', fence, changeTo('unknown', T0, T0));
        await outbox.release(lane, fence);
        expect(await outbox.due(T0 + 5_000, 10, { lanes: ['broadcast'] })).toEqual([]);
        expect(await outbox.sendAgain('reply')).toBe(false);
        expect(await outbox.sendAgain('nobody')).toBe(false);
        expect(await outbox.sendAgain('news')).toBe(true);
        expect(await outbox.sendAgain('news')).toBe(false);
        expect(await outbox.due(T0 + 5_000, 10, { lanes: ['broadcast'] })).toEqual([lane]);
        expect(await outbox.get('news')).toMatchObject({ state: 'pending', reason: 'released', attempts: 1 });
        expect((await outbox.get('news'))?.part).not.toBeNull();
      });

      it('lists the rows of one state, oldest first, page by page', async () => {
        await outbox.insertMany(range(0, 7).map((n) => sampleRow(`r${n}`, { createdAtMs: T0 + (n >> 1) })));
        const ids: string[] = [];
        let after: string | undefined;
        do {
          const page = await outbox.list('pending', 3, after);
          ids.push(...page.items.map((row) => row.id));
          after = page.cursor ?? undefined;
        } while (after);
        expect(ids).toEqual(range(0, 7).map((n) => `r${n}`));
        expect((await outbox.list('sent', 3)).items).toEqual([]);
      });

      it('forgets what was settled long ago, a few at a time, and never what is open', async () => {
        await outbox.insertMany(range(0, 5).map((n) => sampleRow(`r${n}`, { index: n })));
        const { fence } = await claimed();
        for (const n of range(0, 4)) await outbox.update(`r${n}`, fence, { ...sent, atMs: T0 + n });
        expect(await outbox.forgetSettled(T0 + 3, 2)).toBe(2);
        expect(await outbox.forgetSettled(T0 + 3, 2)).toBe(1);
        expect(await outbox.forgetSettled(T0 + 3, 2)).toBe(0);
        expect(await outbox.counts()).toMatchObject({ sent: 1, pending: 1 });
      });

      it('erases everything of a recipient', async () => {
        await outbox.insertMany([
          sampleRow('a'),
          sampleRow('b', { lane: 'broadcast' }),
          sampleRow('c', { conversationId: 'zalo:oa1:u2' }),
        ]);
        const { fence } = await claimed();
        await outbox.update('a', fence, sent);
        expect(await outbox.erase(REPLY.conversationId)).toBe(2);
        expect(await outbox.erase(REPLY.conversationId)).toBe(0);
        expect(await outbox.due(T0, 10)).toEqual([{ conversationId: 'zalo:oa1:u2', lane: 'reply' }]);
      });
    });
  });
}

/** Any change with fitting values. */
function changeTo(to: OutboxChange['to'], atMs: number, notBeforeMs: number): OutboxChange {
  switch (to) {
    case 'sending':
      return { to, attemptId: 'a', atMs };
    case 'pending':
    case 'unknown':
      return { to, notBeforeMs, reason: 'x' };
    case 'sent':
      return { to, platformMessageId: 'mid', atMs };
    case 'failed':
    case 'skipped':
      return { to, reason: 'x', atMs };
    case 'remove':
      return { to };
  }
}
