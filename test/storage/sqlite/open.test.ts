import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newConversation } from '../../../src/domain/conversation.ts';
import { frozenClock } from '../../../src/lib/clock.ts';
import { openStorage } from '../../../src/storage/index.ts';
import { openConnection } from '../../../src/storage/sqlite/connection.ts';
import { migrate } from '../../../src/storage/sqlite/migrate.ts';
import { MIGRATIONS } from '../../../src/storage/sqlite/migrations/index.ts';
import { openSqliteStorage } from '../../../src/storage/sqlite/open.ts';
import { StorageUnavailable } from '../../../src/storage/storage.ts';
import { sampleEvent, T0 } from '../../contracts/samples.ts';
import { bundled } from '../../support/bundled.ts';
import { killAfter } from '../../support/kill-after.ts';
import { tempDir } from '../../support/temp-dir.ts';

const HOLDER = new URL('./hold-open.ts', import.meta.url);
const open = (dataDir: string) => openSqliteStorage({ dataDir, clock: frozenClock(T0) });

describe('one writer', () => {
  it('refuses a second opener in the same process, until the first has closed', async () => {
    const dataDir = tempDir();
    const first = await open(dataDir);
    await expect(open(dataDir)).rejects.toMatchObject({ name: 'StorageUnavailable', code: 'in-use' });
    await expect(open(dataDir)).rejects.toThrow(/stop it first/);
    await first.close();
    await (await open(dataDir)).close();
  });

  it('refuses while another process lives, and opens once that was killed', { timeout: 30_000 }, async () => {
    const dataDir = tempDir();
    const child = spawn(process.execPath, [bundled(HOLDER.pathname), dataDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    await expect(open(dataDir)).rejects.toMatchObject({ code: 'in-use' });
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
    await (await open(dataDir)).close();
  });

  it('keeps through kill -9 everything that was acknowledged', { timeout: 60_000 }, async () => {
    const dataDir = tempDir();
    const accepted: number[] = [];
    for (const [round, lines] of [1, 40, 90, 200].entries()) {
      const printed = await killAfter(HOLDER, [dataDir, String(round * 1_000_000)], lines);
      accepted.push(...printed.map(Number));
    }
    const storage = await open(dataDir);
    const again = await storage.inbox.acceptMany(accepted.map((n) => sampleEvent(n)));
    expect(accepted.length).toBeGreaterThan(300);
    expect(new Set(again)).toEqual(new Set(['duplicate']));
    await storage.close();
  });
});

describe('open and close', () => {
  it('finds everything again', async () => {
    const dataDir = join(tempDir(), 'made', 'on', 'demand');
    const { storage: first } = await openStorage({ engine: 'sqlite', dataDir, clock: frozenClock(T0) });
    await first.ping();
    await first.inbox.acceptMany([sampleEvent(1)]);
    await first.sequences.reserve('report', 'a');
    await first.close();
    const second = await open(dataDir);
    expect((await second.inbox.next(sampleEvent(1).conversationId, T0 + 10))?.event).toEqual(sampleEvent(1));
    expect(await second.sequences.reserve('report', 'b')).toBe(2);
    await second.close();
  });

  it('waits for running writes, and closing twice is harmless', async () => {
    const dataDir = tempDir();
    const storage = await open(dataDir);
    const writing = storage.inbox.acceptMany([sampleEvent(1)]);
    await Promise.all([storage.close(), storage.close()]);
    expect(await writing).toEqual(['accepted']);
    await expect(storage.inbox.acceptMany([sampleEvent(2)])).rejects.toThrow(StorageUnavailable);
    await expect(storage.inbox.counts()).rejects.toThrow(StorageUnavailable);
    await expect(storage.ping()).rejects.toThrow(StorageUnavailable);
  });

  it('leaves one file that can be copied', async () => {
    const dataDir = tempDir();
    const storage = await open(dataDir);
    await storage.inbox.acceptMany([sampleEvent(1)]);
    await storage.close();
    const wal = join(dataDir, 'loa.db-wal');
    expect(existsSync(wal) ? readFileSync(wal).length : 0).toBe(0);
  });

  it('overwrites what it erases', async () => {
    const dataDir = tempDir();
    const storage = await open(dataDir);
    const secret = 'lời này phải mất hẳn';
    const event = sampleEvent(1);
    await storage.inbox.acceptMany([{ ...event, activity: { ...event.activity, text: secret } }]);
    await storage.inbox.finish(event.key, T0);
    await storage.close();
    for (const name of readdirSync(dataDir)) {
      expect(readFileSync(join(dataDir, name)).includes(secret)).toBe(false);
    }
  });

  it('says so when the file is no database', async () => {
    const dataDir = tempDir();
    writeFileSync(join(dataDir, 'loa.db'), 'x'.repeat(5_000));
    await expect(open(dataDir)).rejects.toMatchObject({ code: 'unreachable' });
    // Not `in-use`: the lock was given back.
    await expect(open(dataDir)).rejects.toMatchObject({ code: 'unreachable' });
  });
});

describe('migrations', () => {
  const next = {
    number: MIGRATIONS.length + 1,
    name: 'next',
    statements: ['CREATE TABLE next_table (id TEXT)'],
  };

  function database(dataDir: string) {
    return openConnection(join(dataDir, 'loa.db'), 0);
  }

  it('are numbered without gaps', () => {
    expect(MIGRATIONS.map((migration) => migration.number)).toEqual(MIGRATIONS.map((_, i) => i + 1));
  });

  it('run once each, and copy the database before they change it', () => {
    const dataDir = tempDir();
    const db = database(dataDir);
    const options = { dataDir, nowMs: T0 };
    expect(migrate(db, { ...options, migrations: MIGRATIONS })).toEqual(MIGRATIONS.map((one) => one.number));
    expect(existsSync(join(dataDir, 'before-upgrade'))).toBe(false);
    db.exec(`INSERT INTO counters (name, value) VALUES ('mine', 7)`);
    expect(migrate(db, { ...options, migrations: MIGRATIONS })).toEqual([]);
    expect(migrate(db, { ...options, migrations: [...MIGRATIONS, next] })).toEqual([next.number]);
    const copies = readdirSync(join(dataDir, 'before-upgrade'));
    expect(copies).toEqual([`loa-schema-${MIGRATIONS.length}-${T0}.db`]);
    const copy = openConnection(join(dataDir, 'before-upgrade', copies[0] as string), 0);
    expect(
      copy.prepare<{ value: number }>(`SELECT value FROM counters WHERE name = 'mine'`).get()?.value,
    ).toBe(7);
    copy.close();
    db.close();
  });

  it('leave the database as it was when one fails', () => {
    const dataDir = tempDir();
    const db = database(dataDir);
    migrate(db, { dataDir, nowMs: T0, migrations: MIGRATIONS });
    const broken = { ...next, statements: [...next.statements, 'NO SUCH STATEMENT'] };
    expect(() => migrate(db, { dataDir, nowMs: T0, migrations: [...MIGRATIONS, broken] })).toThrow();
    expect(() => db.prepare('SELECT * FROM next_table')).toThrow(/no such table/);
    expect(migrate(db, { dataDir, nowMs: T0, migrations: [...MIGRATIONS, next] })).toEqual([next.number]);
    db.close();
  });

  it('read the age of unfinished forms out of the conversations of older builds', async () => {
    const dataDir = tempDir();
    const db = database(dataDir);
    migrate(db, { dataDir, nowMs: T0, migrations: MIGRATIONS.slice(0, 1) });
    const insert = db.prepare(
      'INSERT INTO conversations (id, version, doc, fence, lease_until_ms) VALUES (?, 1, ?, 1, 0)',
    );
    const fresh = newConversation();
    const run = (touchedAtMs: number) => ({ touchedAtMs });
    const consent = { textVersion: '1', atMs: T0 };
    for (const [id, doc] of [
      ['zalo:1:none', fresh],
      ['zalo:1:active', { ...fresh, flow: { ...fresh.flow, active: run(5) } }],
      [
        'zalo:1:paused',
        { ...fresh, consent, flow: { ...fresh.flow, active: run(8), paused: [run(3), run(9)] } },
      ],
    ] as const)
      insert.run([id, JSON.stringify(doc)]);
    db.close();
    const storage = await open(dataDir);
    const old = (consented: boolean) => storage.conversations.oldDrafts({ consented, beforeMs: 8, limit: 9 });
    expect([await old(false), await old(true)]).toEqual([['zalo:1:active'], ['zalo:1:paused']]);
    await storage.close();
  });

  it('refuse a database of a newer build, with advice', async () => {
    const dataDir = tempDir();
    await (await open(dataDir)).close();
    const db = database(dataDir);
    db.exec(`INSERT INTO schema_migrations (number, name, applied_at_ms) VALUES (999, 'future', 0)`);
    db.close();
    await expect(open(dataDir)).rejects.toMatchObject({ code: 'newer-schema' });
    await expect(open(dataDir)).rejects.toThrow(/start the newer build/);
  });
});
