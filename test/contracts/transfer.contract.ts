import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { newConversation } from '../../src/domain/conversation.ts';
import { type RecordSpec, recordSpec } from '../../src/domain/record-spec.ts';
import type { Storage } from '../../src/storage/storage.ts';
import type { TransferRow } from '../../src/storage/transfer.ts';
import { HARD_TEXT, type OpenStorage, range, sampleEvent, sampleRow, T0 } from './samples.ts';

interface Thing {
  team: string;
  words: string;
}

const things = recordSpec<Thing>({
  name: 'things',
  schema: z.object({ team: z.string(), words: z.string() }),
  indexes: { byTeam: ['team'] },
});
const SPECS = [things as unknown as RecordSpec<unknown>];
const OWNER = 'worker';
const LANE = { conversationId: 'zalo:oa1:u1', lane: 'reply' } as const;
const LEASE_MS = 10_000;

/**
 * What every engine promises when whole stores are moved.
 *
 * @param openFrom, openTo - Two different stores, of one engine or of two.
 */
export function transferContract(openFrom: OpenStorage, openTo: OpenStorage, name = 'transfer'): void {
  describe(name, () => {
    let from: Storage;
    let to: Storage;

    beforeEach(async () => {
      [from, to] = await Promise.all([openFrom(), openTo()]);
    });
    afterEach(() => Promise.all([from.close(), to.close()]));

    /** Something of everything, in every state that rows can have. */
    async function fill(): Promise<void> {
      const records = from.records(things);
      await records.insertIfAbsent('a', { team: 'TTT-001', words: HARD_TEXT });
      await records.insertIfAbsent('b', { team: 'TTT-002', words: '' });
      await records.replace('b', { team: 'TTT-001', words: 'x' }, 1);
      await from.sequences.reserve('report', 'e1');
      await from.sequences.reserve('report', 'e2');
      await from.inbox.acceptMany(range(1, 5).map((n) => sampleEvent(n)));
      await from.inbox.finish(sampleEvent(1).key, T0 + 9);
      await from.inbox.park(sampleEvent(2).key, 'TypeError');
      await from.inbox.postpone(sampleEvent(3).key, 2, T0 + 50_000, 'TypeError');
      await from.outbox.insertMany([
        sampleRow('r1'),
        sampleRow('r2', { index: 1 }),
        sampleRow('r3', { index: 2 }),
      ]);
      const lane = await from.outbox.claim(LANE, OWNER, T0, LEASE_MS, 10);
      const fence = lane?.fence ?? 0;
      await from.outbox.update('r1', fence, { to: 'sending', attemptId: 'a1', atMs: T0 });
      await from.outbox.update('r1', fence, { to: 'sent', platformMessageId: 'm1', atMs: T0 + 1 });
      await from.outbox.update('r2', fence, { to: 'skipped', reason: 'window', atMs: T0 + 1 });
      await from.outbox.release(LANE, fence);
      const claimed = await from.conversations.claim(LANE.conversationId, OWNER, T0, LEASE_MS);
      await from.conversations.commit(LANE.conversationId, claimed?.fence ?? 0, 1, {
        ...newConversation(),
        language: 'rog-Latn',
      });
    }

    async function pagesOf(storage: Storage, store: string, limit: number): Promise<TransferRow[]> {
      const transfer = storage.transfer(SPECS);
      const rows: TransferRow[] = [];
      for (;;) {
        const page = await transfer.read(store, rows.at(-1)?.id ?? null, limit);
        rows.push(...page);
        if (page.length < limit) return rows;
      }
    }

    async function move(): Promise<void> {
      const [source, target] = [from.transfer(SPECS), to.transfer(SPECS)];
      to.records(things);
      for (const store of source.stores) await target.write(store, await pagesOf(from, store, 2));
    }

    it('brings every row over as it was, page by page', async () => {
      await fill();
      await move();
      const { stores } = from.transfer(SPECS);
      expect(stores).toEqual(['records:things', 'sequences', 'conversations', 'inbox', 'outbox']);
      for (const store of stores) {
        const rows = await pagesOf(from, store, 3);
        expect(rows.length).toBeGreaterThan(0);
        expect(await pagesOf(to, store, 100), store).toEqual(rows);
        expect(await to.transfer(SPECS).count(store)).toBe(rows.length);
        expect(rows.map(({ id }) => id)).toEqual(rows.map(({ id }) => id).sort());
      }
    });

    it('changes nothing when a page comes again, or when the row has gone on meanwhile', async () => {
      await fill();
      await move();
      await to.records(things).replace('a', { team: 'TTT-009', words: 'sau' }, 1);
      await move();
      expect((await to.records(things).get('a'))?.value.words).toBe('sau');
      for (const store of ['inbox', 'outbox', 'sequences', 'conversations'])
        expect(await pagesOf(to, store, 100), store).toEqual(await pagesOf(from, store, 100));
    });

    it('leaves a store on which work goes on where it stood', async () => {
      await fill();
      await move();
      expect(await to.inbox.next(sampleEvent(3).conversationId, T0)).toBeNull();
      expect((await to.inbox.next(sampleEvent(3).conversationId, T0 + 60_000))?.event.key).toBe(
        sampleEvent(3).key,
      );
      expect((await to.inbox.parked(10)).items.map(({ key }) => key)).toEqual([sampleEvent(2).key]);
      expect(await to.inbox.acceptMany([sampleEvent(1)])).toEqual(['duplicate']);
      expect(await to.inbox.waiting(T0 + 60_000, 10)).toEqual([sampleEvent(3).conversationId]);
      expect(await to.sequences.reserve('report', 'e2')).toBe(2);
      expect(await to.sequences.reserve('report', 'e3')).toBe(3);
      expect(await to.outbox.due(T0 + 1, 10)).toEqual([LANE]);
      const lane = await to.outbox.claim(LANE, OWNER, T0 + 1, LEASE_MS, 10);
      expect(lane?.rows.map(({ id }) => id)).toEqual(['r3']);
      expect((await to.outbox.owed(LANE.conversationId, 10)).map(({ id }) => id)).toEqual(['r2']);
      const claimed = await to.conversations.claim(LANE.conversationId, OWNER, T0, LEASE_MS);
      expect(claimed).toMatchObject({ version: 2, value: { language: 'rog-Latn' } });
      const byTeam = await to.records(things).find({ index: 'byTeam', equals: ['TTT-001'], limit: 10 });
      expect(byTeam.items.map(({ id, version }) => [id, version])).toEqual([
        ['a', 1],
        ['b', 2],
      ]);
    });

    it('refuses a store that it does not know, and a row of another shape', async () => {
      const transfer = to.transfer(SPECS);
      await expect(transfer.read('nowhere', null, 1)).rejects.toThrow('no store nowhere');
      await expect(transfer.write('inbox', [{ id: 'k', row: { state: 'lost' } }])).rejects.toThrow();
      expect(await transfer.count('inbox')).toBe(0);
    });
  });
}
