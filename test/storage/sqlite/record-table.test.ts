import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type RecordSpec, recordSpec } from '../../../src/domain/record-spec.ts';
import { frozenClock } from '../../../src/lib/clock.ts';
import { openSqliteStorage } from '../../../src/storage/sqlite/open.ts';
import { range, T0 } from '../../contracts/samples.ts';
import { tempDir } from '../../support/temp-dir.ts';

const schema = z.object({
  team: z.string(),
  at: z.number().nullable(),
  done: z.boolean(),
  word: z.string().optional(),
});
type Thing = z.infer<typeof schema>;

const withIndexes = (indexes: RecordSpec<Thing>['indexes']) =>
  recordSpec<Thing>({ name: 'things', schema, indexes });

describe('the table of a kind of record', () => {
  const open = (dataDir: string) => openSqliteStorage({ dataDir, clock: frozenClock(T0) });

  it('gets new indexes filled from the records that are there', async () => {
    const dataDir = tempDir();
    const before = await open(dataDir);
    const old = before.records(withIndexes({ byTeam: ['team'] }));
    for (const n of range(0, 1_200)) {
      await old.insertIfAbsent(`${n}`.padStart(4, '0'), {
        team: `T${n % 3}`,
        at: n % 5 === 0 ? null : n,
        done: n % 2 === 0,
        ...(n % 7 === 0 ? { word: `từ ${n}` } : {}),
      });
    }
    await before.close();

    const after = await open(dataDir);
    const things = after.records(withIndexes({ byTeam: ['team', 'at'], byDone: ['done', 'word'] }));
    expect(await things.count({ index: 'byTeam', equals: ['T0'] })).toBe(400);
    expect(await things.count({ index: 'byTeam', equals: ['T0', null] })).toBe(80);
    expect(await things.count({ index: 'byDone', equals: [true, 'từ 14'] })).toBe(1);
    expect(await things.count({ index: 'byDone', equals: [false, null] })).toBe(514);
    const page = await things.find({ index: 'byTeam', equals: ['T1'], from: 1_190, limit: 10 });
    expect(page.items.map((item) => item.value.at)).toEqual([1_192, 1_198]);
    await after.close();
  });

  it('loses the indexes that are declared no more, and keeps its records', async () => {
    const storage = await open(tempDir());
    const old = storage.records(withIndexes({ byTeam: ['team'], byAt: ['at'] }));
    await old.insertIfAbsent('a', { team: 'T', at: 1, done: true });
    const now = storage.records(withIndexes({ byTeam: ['team'] }));
    expect((await now.get('a'))?.value).toEqual({ team: 'T', at: 1, done: true });
    await expect(now.find({ index: 'byAt', limit: 1 })).rejects.toThrow(/no index byAt/);
    expect(await now.insertIfAbsent('b', { team: 'T', at: 2, done: false })).toBe(true);
    expect(await now.count({ index: 'byTeam', equals: ['T'] })).toBe(2);
    await storage.close();
  });

  it('takes no name that could be more than a name', async () => {
    const storage = await open(tempDir());
    for (const name of ['Things', 'a-b', 'x; DROP TABLE inbox', '']) {
      expect(() => storage.records({ ...withIndexes({}), name })).toThrow(TypeError);
    }
    const field = 'a" , b' as keyof Thing & string;
    expect(() => storage.records(withIndexes({ bad: [field] }))).toThrow(TypeError);
    await storage.close();
  });
});
