import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkpoints } from '../../../src/storage/sqlite/checkpoints.ts';
import { type Connection, openConnection } from '../../../src/storage/sqlite/connection.ts';
import { openSideConnection, type SideConnection } from '../../../src/storage/sqlite/side-connection.ts';
import { range } from '../../contracts/samples.ts';
import { tempDir } from '../../support/temp-dir.ts';

describe('copying the write-ahead log beside the loop', () => {
  let path: string;
  let db: Connection;
  let side: SideConnection;

  beforeEach(() => {
    path = join(tempDir(), 'x.db');
    db = openConnection(path, 0);
    db.prepare<object>('PRAGMA journal_mode = WAL').all();
    db.prepare<object>('PRAGMA wal_autocheckpoint = 0').all();
    db.exec('CREATE TABLE words (word TEXT)');
    side = openSideConnection(path);
  });
  afterEach(() => {
    side.close();
    db.close();
  });

  const isInDatabase = (word: string) => readFileSync(path).includes(word);

  it('happens after so many commits, and leaves the writer alone', async () => {
    const copies = checkpoints(side, 5);
    const insert = db.prepare('INSERT INTO words (word) VALUES (?)');
    for (const n of range(1, 5)) {
      insert.run([`loa thôn ${n}`]);
      copies.committed();
    }
    await copies.idle();
    expect(isInDatabase('loa thôn 4')).toBe(false);
    insert.run(['loa thôn 5']);
    copies.committed();
    // While it runs, the loop goes on writing.
    insert.run(['đến sau']);
    await copies.idle();
    expect(isInDatabase('loa thôn 5')).toBe(true);
    expect(db.prepare('SELECT word FROM words').all()).toHaveLength(6);
  });

  it('begins again after a copy that failed', async () => {
    const asked: string[] = [];
    const copies = checkpoints(
      {
        async all(sql) {
          asked.push(sql);
          throw new Error('the disk');
        },
        close() {},
      },
      1,
    );
    copies.committed();
    await copies.idle();
    copies.committed();
    await copies.idle();
    expect(asked).toHaveLength(2);
  });
});
