import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/app/open-store.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { randomIds } from '../../src/lib/ids.ts';
import { silentLogger } from '../../src/lib/logger.ts';
import { demoPlan } from '../../src/services/roster/demo.ts';
import { importRoster } from '../../src/services/roster/import.ts';
import { PROVINCE_ID, unit } from '../../src/services/seed-units.ts';
import { mongoServer } from '../support/mongo-server.ts';
import { programEntry } from '../support/program-entry.ts';
import { tempDir } from '../support/temp-dir.ts';

const ROOT = join(import.meta.dirname, '../..');
const PROGRAM = programEntry(ROOT, 'cli/main');
const mongo = await mongoServer();

const SECRET = 'invented-secret-key-of-the-tests-0123456789';

/** The command line in a process of its own. @param lines - Killed as soon as it has printed so many. */
async function loa(env: Record<string, string>, args: string[], lines = Number.POSITIVE_INFINITY) {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [...PROGRAM, ...args], {
    cwd: ROOT,
    env: { PATH, HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let faults = '';
  child.stderr.on('data', (chunk: Buffer) => {
    faults += chunk.toString();
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const out: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    out.push(line);
    if (out.length === lines) child.kill('SIGKILL');
  }
  return { code: await ended, out, faults };
}

const openWith = (env: Record<string, string>) =>
  openStore(loadConfig(env), {
    clock: systemClock(),
    ids: randomIds(),
    logger: silentLogger(),
    keepsJournal: false,
  });

/** Teams, people and a photo on SQLite. */
async function furnish(env: Record<string, string>): Promise<string> {
  const store = await openWith(env);
  const teams = demoPlan().teams.slice(0, 12);
  for (const { communeId } of teams) {
    const commune = unit(communeId, 'commune', 'Xã Mẫu 01', null, PROVINCE_ID);
    await store.stores.units.insertIfAbsent(communeId, commune);
  }
  const deps = { ...store, clock: systemClock(), ids: randomIds(), logger: silentLogger() };
  await importRoster({ teams, officers: [], errors: [] }, { demo: true }, deps);
  const photo = await store.blobs.put(Buffer.from('an invented photo'));
  await store.storage.close();
  return photo;
}

/** What `agrees` says of each store that holds anything. */
const filled = (out: readonly string[]) =>
  out.filter((line) => /^agrees\t[1-9]/.test(line) && !line.endsWith('\trecords:holds')).sort();

describe.skipIf(!mongo)('loa migrate-store', () => {
  it('moves to MongoDB and back, also when it was killed on the way, and says what agrees', async () => {
    const [from, to, uri] = [tempDir(), tempDir(), mongo?.freshUri() ?? ''];
    const photo = await furnish({ DATA_DIR: from, LOA_SECRET_KEY: SECRET });
    const there = { DATA_DIR: from, MONGODB_URI: uri, LOA_SECRET_KEY: SECRET };

    const killed = await loa(there, ['migrate-store', 'mongo'], 5);
    expect(killed).toMatchObject({ code: null });
    const moved = await loa(there, ['migrate-store', 'mongo']);
    expect(moved).toMatchObject({ code: 0, faults: '' });
    expect(moved.out.filter((line) => line.startsWith('DIFFERS'))).toEqual([]);
    expect(filled(moved.out).join()).toContain('records:teams');
    expect(moved.out.at(-1)).toContain('loa release');

    const back = await loa({ ...there, DATA_DIR: to }, ['migrate-store', 'sqlite']);
    expect(back).toMatchObject({ code: 0, faults: '' });
    expect(filled(back.out)).toEqual(filled(moved.out));
    const home = await openWith({ DATA_DIR: to, LOA_SECRET_KEY: SECRET });
    expect((await home.blobs.get(photo)).toString()).toBe('an invented photo');
    expect(await home.stores.holds.get('system')).not.toBeNull();
    await home.storage.close();
  }, 180_000);

  it('refuses without the address of MongoDB, and any other engine', async () => {
    const env = { DATA_DIR: tempDir(), LOA_SECRET_KEY: SECRET };
    const [unset, unknown] = await Promise.all([
      loa(env, ['migrate-store', 'mongo']),
      loa(env, ['migrate-store', 'postgres']),
    ]);
    expect(unset).toMatchObject({ code: 1, faults: expect.stringContaining('MONGODB_URI') });
    expect(unknown).toMatchObject({ code: 1, faults: expect.stringContaining('mongo or sqlite') });
  }, 60_000);
});
