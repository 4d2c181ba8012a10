import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { expect, it, vi } from 'vitest';
import { frameBuffer } from '../../src/journal/frame.ts';
import { CHANNEL_ENV } from '../support/app.ts';
import { acceptedEvent } from '../support/events.ts';
import { failedStart, startServerProcess } from '../support/server-process.ts';
import { tempDir } from '../support/temp-dir.ts';

/** Whole processes on a machine that does other things. */
vi.setConfig({ testTimeout: 120_000 });

it('a second process on the same data directory ends with advice, and the first goes on', async () => {
  const env = { DATA_DIR: tempDir() };
  const first = await startServerProcess(env);
  const second = await failedStart(env);
  expect(second.code).toBe(1);
  expect(second.log).toContain('in-use');
  expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
  expect(await first.terminate()).toBe(0);
});

it('a faulty configuration ends with every fault and how to mend it', async () => {
  const { code, log } = await failedStart({ DATA_DIR: tempDir(), PORT: 'x', CONFIRM_GRACE_DAYS: '-1' });
  expect(code).toBe(1);
  expect(log).toContain('PORT');
  expect(log).toContain('CONFIRM_GRACE_DAYS');
});

/** Ids of the Zalo messages that the inbox of a stopped server knows. */
function knownMessages(dataDir: string): string[] {
  const db = new Database(join(dataDir, 'loa.db'), { readonly: true });
  const rows = db.prepare('SELECT key FROM inbox').all() as { key: string }[];
  db.close();
  return rows.map(({ key }) => key.split(':').at(-1) ?? '').sort();
}

it('a file in the place of the data directory ends the start with exit code 1', async () => {
  const path = join(tempDir(), 'data');
  writeFileSync(path, 'not a folder');
  expect((await failedStart({ ...CHANNEL_ENV, DATA_DIR: path })).code).toBe(1);
});

it('a journal that is torn at its end and damaged in its middle gives all the rest, and tells of the damage', async () => {
  const dataDir = tempDir();
  const events = ['a', 'b', 'c'].map((id) => journaled(id));
  const frames = frameBuffer();
  for (const event of events) frames.add(JSON.stringify(event));
  const bytes = Buffer.from(frames.bytes());
  // One letter of the second text is another one; of a fourth event only the beginning was written.
  const damagedAt = bytes.indexOf('tin của b');
  bytes[damagedAt] = (bytes[damagedAt] ?? 0) ^ 1;
  const folder = join(dataDir, 'journal', 'dead');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, '0000000001.events'), Buffer.concat([bytes, bytes.subarray(0, 40)]));

  const server = await startServerProcess({ ...CHANNEL_ENV, DATA_DIR: dataDir });
  await vi.waitFor(
    async () => {
      const page = await (await fetch(`${server.url}/metrics`)).text();
      expect(page).toMatch(/^loa_journal_lag_events 0$/m);
    },
    { timeout: 30_000 },
  );
  expect(await (await fetch(`${server.url}/readyz`)).text()).toContain('1 frames put aside');
  expect(server.log()).toContain('journal frames could not be read');
  expect(server.log()).not.toContain('tin của');
  expect(await server.terminate()).toBe(0);
  expect(knownMessages(dataDir)).toEqual(['a', 'c']);
  expect(readdirSync(join(dataDir, 'journal', 'quarantine')).length).toBeGreaterThan(0);
});

function journaled(id: string) {
  const conversationId = `zalo:${CHANNEL_ENV.ZALO_OA_ID}:5000000000000000001`;
  const key = `zalo:${CHANNEL_ENV.ZALO_OA_ID}:message:${id}`;
  return { ...acceptedEvent(id, `tin của ${id}`, { conversationId }), key };
}
