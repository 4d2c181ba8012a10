import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Connection, openConnection } from '../../../src/storage/sqlite/connection.ts';
import { type GroupCommit, groupCommit } from '../../../src/storage/sqlite/group-commit.ts';
import { range } from '../../contracts/samples.ts';
import { PATIENT } from '../../support/patience.ts';
import { tempDir } from '../../support/temp-dir.ts';

describe('group commit', () => {
  let db: Connection;
  let commits: GroupCommit;
  let add: (n: number) => void;
  let numbers: () => number[];

  beforeEach(() => {
    db = openConnection(join(tempDir(), 'x.db'), 0);
    db.prepare<object>('PRAGMA journal_mode = WAL').all();
    db.exec('PRAGMA foreign_keys = ON');
    db.exec('CREATE TABLE numbers (n INTEGER PRIMARY KEY)');
    // A reference that is checked only at COMMIT: the way to a COMMIT that fails.
    db.exec(`CREATE TABLE late (n INTEGER REFERENCES numbers (n) DEFERRABLE INITIALLY DEFERRED)`);
    commits = groupCommit(db);
    const insert = db.prepare('INSERT INTO numbers (n) VALUES (?)');
    const all = db.prepare<{ n: number }>('SELECT n FROM numbers ORDER BY n');
    add = (n) => void insert.run([n]);
    numbers = () => all.all().map((row) => row.n);
    return () => db.close();
  });

  it('resolves with what the closure returned', async () => {
    expect(await commits.write(() => 'kết quả')).toBe('kết quả');
  });

  it('runs the writes of one turn in one transaction, in order', async () => {
    const sawTransaction: boolean[] = [];
    const seen: number[] = [];
    await Promise.all(
      range(0, 5).map((n) =>
        commits.write(() => {
          add(n);
          sawTransaction.push(db.inTransaction);
          seen.push(n);
        }),
      ),
    );
    expect(sawTransaction).toEqual([true, true, true, true, true]);
    expect(seen).toEqual([0, 1, 2, 3, 4]);
    expect(numbers()).toEqual([0, 1, 2, 3, 4]);
    expect(db.inTransaction).toBe(false);
  });

  it('shows and resolves nothing before the commit', async () => {
    let resolved = false;
    const writing = commits
      .write(() => add(1))
      .then(() => {
        resolved = true;
      });
    await Promise.resolve();
    expect([resolved, numbers()]).toEqual([false, []]);
    await writing;
    expect([resolved, numbers()]).toEqual([true, [1]]);
  });

  it('resolves nothing before the disk has it, and gathers the next batch meanwhile', async () => {
    const disk: (() => void)[] = [];
    const asked: number[][] = [];
    const slow = groupCommit(db, {
      sync: () => {
        asked.push(numbers());
        return new Promise<void>((resolve) => disk.push(resolve));
      },
    });
    const settled: number[] = [];
    const write = (n: number) => slow.write(() => add(n)).then(() => settled.push(n));
    const first = write(1);
    await vi.waitFor(() => expect(asked).toEqual([[1]]), PATIENT);
    const others = [write(2), write(3)];
    await new Promise((resolve) => setImmediate(resolve));
    expect([settled, numbers()]).toEqual([[], [1]]);
    disk.shift()?.();
    await first;
    await vi.waitFor(() => expect(asked).toEqual([[1], [1, 2, 3]]), PATIENT);
    expect(settled).toEqual([1]);
    disk.shift()?.();
    await Promise.all(others);
    expect(settled).toEqual([1, 2, 3]);
  });

  it('takes nothing more once the disk will not say that it has a committed batch', async () => {
    const failing = groupCommit(db, {
      sync: () => Promise.reject(Object.assign(new Error('fdatasync'), { code: 'EIO' })),
    });
    const writes = [failing.write(() => add(1)), failing.write(() => add(2))];
    const results = await Promise.allSettled([
      ...writes,
      ...range(3, 6).map((n) => failing.write(() => add(n))),
    ]);
    for (const result of results) expect(result).toMatchObject({ reason: { code: 'unreachable' } });
    await expect(failing.write(() => add(9))).rejects.toMatchObject({ code: 'unreachable' });
    expect(numbers()).not.toContain(9);
    await failing.close();
  });

  it('takes back only the closure that fails', async () => {
    const results = await Promise.allSettled([
      commits.write(() => add(1)),
      commits.write(() => {
        add(2);
        throw new Error('this one fails');
      }),
      commits.write(() => add(3)),
      commits.write(() => add(1)),
      commits.write(() => add(4)),
    ]);
    expect(results.map((result) => result.status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(numbers()).toEqual([1, 3, 4]);
  });

  it('rejects every waiter when the commit fails, and nothing is there', async () => {
    const results = await Promise.allSettled([
      commits.write(() => add(1)),
      commits.write(() => db.exec('INSERT INTO late (n) VALUES (99)')),
      commits.write(() => add(2)),
    ]);
    expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(numbers()).toEqual([]);
    await commits.write(() => add(3));
    expect(numbers()).toEqual([3]);
  });

  it('rejects every waiter when the transaction is lost half-way', async () => {
    let ranAfter = false;
    const results = await Promise.allSettled([
      commits.write(() => add(1)),
      commits.write(() => {
        db.exec('ROLLBACK');
        throw new Error('as the engine does on a full disk');
      }),
      commits.write(() => {
        ranAfter = true;
      }),
    ]);
    expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect([ranAfter, numbers()]).toEqual([false, []]);
    await commits.write(() => add(2));
    expect(numbers()).toEqual([2]);
  });

  it('refuses a closure that awaits', async () => {
    await expect(
      commits.write(async () => {
        add(1);
      }),
    ).rejects.toThrow(TypeError);
    expect(numbers()).toEqual([]);
  });

  it('settles everything queued before it closes, and takes nothing after', async () => {
    const writes = range(0, 1_000).map((n) => commits.write(() => add(n)));
    await commits.close();
    expect(numbers()).toHaveLength(1_000);
    await Promise.all(writes);
    await expect(commits.write(() => add(1_001))).rejects.toMatchObject({ code: 'unreachable' });
  });

  it('never hands the driver what would abort the process', () => {
    const statement = db.prepare('INSERT INTO numbers (n) VALUES (?)');
    for (const value of [true, undefined, 1n, {}]) {
      expect(() => statement.run([value as unknown as number])).toThrow(TypeError);
    }
  });
});
