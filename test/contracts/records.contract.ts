import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { recordSpec } from '../../src/domain/record-spec.ts';
import { BadCursor } from '../../src/storage/cursor.ts';
import { InvalidRecord } from '../../src/storage/invalid-record.ts';
import type { RecordQuery, Records, Scalar } from '../../src/storage/records.ts';
import type { Storage } from '../../src/storage/storage.ts';
import { HARD_TEXT, LONG_ID, type OpenStorage, range, STORY_LIMIT_MS } from './samples.ts';

const thingSchema = z.object({
  team: z.string(),
  rank: z.number().nullable(),
  label: z.string().nullable().optional(),
  open: z.boolean(),
  note: z.string(),
});
type Thing = z.infer<typeof thingSchema>;

export const thingRecords = recordSpec<Thing>({
  name: 'contract_things',
  schema: thingSchema,
  indexes: { byTeam: ['team', 'rank'], byRank: ['rank'], byLabel: ['label'], byOpen: ['open', 'rank'] },
});

function thing(over: Partial<Thing> = {}): Thing {
  return { team: 'TTT-001', rank: 1, label: null, open: true, note: HARD_TEXT, ...over };
}

/** What every engine's records promise. */
export function recordsContract(open: OpenStorage): void {
  describe('records', () => {
    let storage: Storage;
    let things: Records<Thing>;

    beforeEach(async () => {
      storage = await open();
      things = storage.records(thingRecords);
    });
    afterEach(() => storage.close());

    async function allIds(query: Omit<RecordQuery, 'limit' | 'after'>, limit = 3): Promise<string[]> {
      const ids: string[] = [];
      let after: string | undefined;
      do {
        const page = await things.find({ ...query, limit, ...(after ? { after } : {}) });
        ids.push(...page.items.map((item) => item.id));
        expect(page.items.length).toBeLessThanOrEqual(limit);
        after = page.cursor ?? undefined;
      } while (after);
      return ids;
    }

    describe('one record', () => {
      it('comes back as it was written', async () => {
        expect(await things.insertIfAbsent(LONG_ID, thing())).toBe(true);
        expect(await things.get(LONG_ID)).toEqual({
          id: LONG_ID,
          version: expect.any(Number),
          value: thing(),
        });
        expect(await things.get('nobody')).toBeNull();
      });

      it('is inserted once, however many try at the same time', async () => {
        const results = await Promise.all(
          range(0, 10).map((n) => things.insertIfAbsent('a', thing({ rank: n }))),
        );
        expect(results.filter(Boolean)).toHaveLength(1);
        expect((await things.get('a'))?.value.rank).toBe(results.indexOf(true));
      });

      it('is replaced by compare-and-set', async () => {
        await things.insertIfAbsent('a', thing());
        const first = (await things.get('a'))?.version as number;
        expect(await things.replace('a', thing({ rank: 2 }), first)).toBe(true);
        expect(await things.replace('a', thing({ rank: 3 }), first)).toBe(false);
        expect(await things.replace('nobody', thing(), 1)).toBe(false);
        expect(await things.get('a')).toEqual({ id: 'a', version: first + 1, value: thing({ rank: 2 }) });
      });

      it('is replaced by one of many who read the same version', async () => {
        await things.insertIfAbsent('a', thing());
        const version = (await things.get('a'))?.version as number;
        const results = await Promise.all(
          range(0, 8).map((n) => things.replace('a', thing({ rank: n }), version)),
        );
        expect(results.filter(Boolean)).toHaveLength(1);
      });

      it('is removed, whatever is there or only as expected', async () => {
        await things.insertIfAbsent('a', thing());
        const version = (await things.get('a'))?.version as number;
        expect(await things.remove('a', version + 1)).toBe(false);
        expect(await things.remove('a', version)).toBe(true);
        expect(await things.remove('a')).toBe(false);
        await things.insertIfAbsent('a', thing());
        expect(await things.remove('a')).toBe(true);
        expect(await things.get('a')).toBeNull();
      });

      it('is refused when it does not fit its schema, without saying what was in it', async () => {
        const wrong = { ...thing(), rank: 'bí mật' } as unknown as Thing;
        await expect(things.insertIfAbsent('a', wrong)).rejects.toThrow(InvalidRecord);
        await expect(things.insertIfAbsent('a', wrong)).rejects.toThrow(/rank/);
        await expect(things.insertIfAbsent('a', wrong)).rejects.not.toThrow(/bí mật/);
        expect(await things.get('a')).toBeNull();
      });

      it(
        'keeps any text',
        async () => {
          await fc.assert(
            fc.asyncProperty(fc.string({ unit: 'binary' }), async (note) => {
              await things.remove('a');
              await things.insertIfAbsent('a', thing({ note }));
              expect((await things.get('a'))?.value.note).toBe(note);
            }),
            { numRuns: 30, seed: 20261123 },
          );
        },
        STORY_LIMIT_MS,
      );
    });

    describe('pages', () => {
      beforeEach(async () => {
        const ranks = [5, null, 3, 3, 10, 1, null, 3];
        for (const [i, rank] of ranks.entries()) {
          await things.insertIfAbsent(
            `${i}`,
            thing({ rank, team: i === 4 ? 'TTT-002' : 'TTT-001', open: i < 4 }),
          );
        }
      });

      it('go through the index in the order of its fields and then of the id', async () => {
        expect(await allIds({ index: 'byRank' })).toEqual(['1', '6', '5', '2', '3', '7', '0', '4']);
        expect(await allIds({ index: 'byRank', descending: true })).toEqual([
          ...['4', '0', '7', '3', '2', '5', '6', '1'],
        ]);
        expect(await allIds({ index: 'id' }, 5)).toEqual(range(0, 8).map(String));
      });

      it('hold the records that equal the given values', async () => {
        expect(await allIds({ index: 'byTeam', equals: ['TTT-001'] })).toEqual([
          '1',
          '6',
          '5',
          '2',
          '3',
          '7',
          '0',
        ]);
        expect(await allIds({ index: 'byTeam', equals: ['TTT-001', 3] }, 2)).toEqual(['2', '3', '7']);
        expect(await allIds({ index: 'byRank', equals: [null] })).toEqual(['1', '6']);
        expect(await allIds({ index: 'byOpen', equals: [false] })).toEqual(['6', '5', '7', '4']);
        expect(await allIds({ index: 'byOpen', equals: [true], descending: true })).toEqual([
          '0',
          '3',
          '2',
          '1',
        ]);
        expect(await allIds({ index: 'byTeam', equals: ['TTT-003'] })).toEqual([]);
      });

      it('keep to bounds of the next field: from is inside, to is outside', async () => {
        expect(await allIds({ index: 'byRank', from: 3, to: 10 }, 2)).toEqual(['2', '3', '7', '0']);
        expect(await allIds({ index: 'byRank', from: 3, to: 10, descending: true }, 2)).toEqual([
          '0',
          '7',
          '3',
          '2',
        ]);
        expect(await allIds({ index: 'byRank', from: 5 }, 1)).toEqual(['0', '4']);
        expect(await allIds({ index: 'byRank', to: 3 }, 1)).toEqual(['5']);
        expect(await allIds({ index: 'byTeam', equals: ['TTT-001'], from: 3 }, 2)).toEqual([
          '2',
          '3',
          '7',
          '0',
        ]);
        expect(await allIds({ index: 'byTeam', equals: ['TTT-001', 3], from: '3' }, 1)).toEqual(['3', '7']);
        expect(await allIds({ index: 'id', from: '2', to: '5' }, 2)).toEqual(['2', '3', '4']);
      });

      it('count what they would go through', async () => {
        expect(await things.count({ index: 'byRank' })).toBe(8);
        expect(await things.count({ index: 'byRank', from: 3, to: 10 })).toBe(4);
        expect(await things.count({ index: 'byTeam', equals: ['TTT-001', null] })).toBe(2);
      });

      it('end with no cursor, also when the last one is full', async () => {
        const page = await things.find({ index: 'byRank', limit: 8 });
        expect(page.items).toHaveLength(8);
        expect(page.cursor).toBeNull();
      });

      it('neither miss nor repeat a record when others come in between', async () => {
        const first = await things.find({ index: 'byRank', limit: 4 });
        await things.insertIfAbsent('00', thing({ rank: 0 }));
        await things.insertIfAbsent('99', thing({ rank: 4 }));
        const rest = await things.find({ index: 'byRank', limit: 10, after: first.cursor as string });
        expect(rest.items.map((item) => item.id)).toEqual(['3', '7', '99', '0', '4']);
      });

      it('refuse a cursor of another query, or of nobody', async () => {
        const { cursor } = await things.find({ index: 'byRank', limit: 2 });
        const after = cursor as string;
        const foreign: RecordQuery[] = [
          { index: 'byRank', limit: 2, after, descending: true },
          { index: 'byTeam', limit: 2, after, equals: ['TTT-001'] },
          { index: 'byRank', limit: 2, after, from: 1 },
          { index: 'byRank', limit: 2, after: 'nonsense' },
          { index: 'byRank', limit: 2, after: Buffer.from('[1]').toString('base64url') },
        ];
        for (const query of foreign) await expect(things.find(query)).rejects.toThrow(BadCursor);
      });

      it('follow a record that moves in the index', async () => {
        const moved = await things.get('0');
        await things.replace('0', thing({ rank: -1 }), moved?.version as number);
        expect(await allIds({ index: 'byRank', to: 3 })).toEqual(['0', '5']);
        expect(await things.count({ index: 'byRank', equals: [5] })).toBe(0);
      });

      it('refuse an index that was not declared, and too many values', async () => {
        await expect(things.find({ index: 'byNote', limit: 1 })).rejects.toThrow(TypeError);
        await expect(things.find({ index: 'byRank', equals: [1, 'a'], limit: 1 })).rejects.toThrow(TypeError);
        await expect(things.find({ index: 'byRank', from: null, limit: 1 })).rejects.toThrow(TypeError);
      });
    });

    it(
      'orders and selects as a plain sort and filter would',
      async () => {
        const label = fc.option(
          fc.string({ maxLength: 3, unit: fc.constantFrom('a', 'b', 'đ', 'ế', '🎉', ' ') }),
        );
        await fc.assert(
          fc.asyncProperty(
            fc.array(label, { maxLength: 12 }),
            label,
            fc.boolean(),
            async (labels, bound, descending) => {
              const old = await things.find({ index: 'id', limit: 100 });
              for (const { id } of old.items) await things.remove(id);
              for (const [i, one] of labels.entries())
                await things.insertIfAbsent(`${i}`.padStart(3, '0'), thing({ label: one }));
              const expected = labels
                .map((one, i) => ({ id: `${i}`.padStart(3, '0'), label: one }))
                .filter((one) => bound === null || (one.label !== null && byCodePoint(one.label, bound) >= 0))
                .sort((a, b) => byCodePoint(a.label, b.label) || byCodePoint(a.id, b.id))
                .map((one) => one.id);
              if (descending) expected.reverse();
              const query = { index: 'byLabel', descending, ...(bound === null ? {} : { from: bound }) };
              expect(await allIds(query, 4)).toEqual(expected);
              expect(await things.count(query)).toBe(expected.length);
            },
          ),
          { numRuns: 25, seed: 20261123 },
        );
      },
      STORY_LIMIT_MS,
    );

    it('gives the same store for the same kind', () => {
      expect(storage.records(thingRecords)).toBe(things);
    });
  });
}

/** Null first, then texts by code point. */
function byCodePoint(a: Scalar, b: Scalar): number {
  if (a === null || b === null) return Number(b === null) - Number(a === null);
  return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
}
