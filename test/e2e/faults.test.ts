import { closeSync, mkdirSync, openSync, readdirSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import Database from 'libsql';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { frameBuffer } from '../../src/journal/frame.ts';
import { CHANNEL_ENV, post, zaloWebhook } from '../support/app.ts';
import { acceptedEvent } from '../support/events.ts';
import { canMount } from '../support/mount.ts';
import { PATIENT } from '../support/patience.ts';
import {
  failedStart,
  startServerProcess,
  stopShellOfNpm,
  stopWhileStarting,
} from '../support/server-process.ts';
import { smallDisk } from '../support/small-disk.ts';
import { tempDir } from '../support/temp-dir.ts';

/** About the files of the embedded pair: its disk, its lock, its stop; the servers of the other one have their own tests. */

/** Whole processes on a machine that does other things. */
vi.setConfig({ testTimeout: 240_000 });

const mayMount = canMount();

it('a second process on the same data directory ends with advice, and the first goes on', async () => {
  const env = { DATA_DIR: tempDir() };
  const first = await startServerProcess(env);
  const second = await failedStart(env);
  expect(second.code).toBe(1);
  expect(second.log).toContain('in-use');
  expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
  expect(await first.terminate()).toBe(0);
});

it('a port that something else has ends the start with advice instead of a stack', async () => {
  const other = createServer();
  await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void other.close());
  const { port } = other.address() as AddressInfo;
  const { code, log } = await failedStart({ DATA_DIR: tempDir(), PORT: String(port) });
  expect(code).toBe(1);
  expect(log).toContain(`Port ${port} of 127.0.0.1 is in use. Stop what listens there`);
  expect(log).not.toContain('node:net');
});

it('a process that is asked to stop while it still starts does so in order', async () => {
  const { code, log } = await stopWhileStarting({ DATA_DIR: tempDir() });
  expect(log).toContain('"msg":"stopping"');
  expect(code).toBe(0);
});

it('a server that npm started stops in order when npm and its shell are gone', async () => {
  const dataDir = tempDir();
  const log = await stopShellOfNpm({ DATA_DIR: dataDir });
  expect(log).toContain('"signal":"npm is gone","msg":"stopping"');
  // The lock is free again.
  const next = await startServerProcess({ DATA_DIR: dataDir });
  expect(await next.terminate()).toBe(0);
});

it('a faulty configuration ends with every fault and how to mend it', async () => {
  const { code, log } = await failedStart({ DATA_DIR: tempDir(), PORT: 'x', CONFIRM_GRACE_DAYS: '-1' });
  expect(code).toBe(1);
  expect(log).toContain('PORT');
  expect(log).toContain('CONFIRM_GRACE_DAYS');
});

const zaloText = (id: string, text: string) => {
  const timestamp = '1795399200000';
  const event = {
    app_id: CHANNEL_ENV.ZALO_APP_ID,
    sender: { id: '5000000000000000001' },
    recipient: { id: CHANNEL_ENV.ZALO_OA_ID },
    event_name: 'user_send_text',
    message: { text, msg_id: id },
    timestamp,
  };
  return zaloWebhook(JSON.stringify(event), timestamp);
};

/** Ids of the Zalo messages that the inbox of a stopped server knows. */
function knownMessages(dataDir: string): string[] {
  const db = new Database(join(dataDir, 'loa.db'), { readonly: true });
  const rows = db.prepare('SELECT key FROM inbox').all() as { key: string }[];
  db.close();
  return rows.map(({ key }) => key.split(':').at(-1) ?? '').sort();
}

const ready = async (url: string) => (await fetch(`${url}/readyz`)).status;

describe.skipIf(!mayMount)('a disk', () => {
  it('that fills in mid-batch refuses with 503 what it cannot keep, and goes on when there is room again', async () => {
    const disk = smallDisk(48 * 1024);
    const server = await startServerProcess({ ...CHANNEL_ENV, DATA_DIR: disk.path });
    const statuses = new Map<string, number>();
    let count = 0;
    const send = async (id: string) =>
      statuses.set(id, await post(server, zaloText(id, `${id} ${'đầy '.repeat(600)}`)));
    await send('first');
    const ballast = join(disk.path, 'ballast');
    fillUp(ballast);
    while (![...statuses.values()].includes(503)) {
      if (count > 2_000) throw new Error('the disk never filled');
      await Promise.all(Array.from({ length: 20 }, () => send(`m${++count}`)));
    }
    expect(new Set(statuses.values())).toEqual(new Set([200, 503]));
    expect(await ready(server.url)).toBe(503);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);

    rmSync(ballast);
    const refused = [...statuses].filter(([, status]) => status === 503).map(([id]) => id);
    for (const id of refused) {
      await vi.waitFor(async () => expect((await send(id)).get(id)).toBe(200), PATIENT);
    }
    await vi.waitFor(async () => expect(await ready(server.url)).toBe(200), PATIENT);
    expect(await server.terminate()).toBe(0);
    expect(knownMessages(disk.path)).toEqual([...statuses.keys()].sort());
  });

  it('that cannot be written ends the start with exit code 1 and advice', async () => {
    const disk = smallDisk(1024);
    const { code, log } = await failedStart({ ...CHANNEL_ENV, DATA_DIR: disk.readOnlyPath() });
    expect(code).toBe(1);
    expect(log).toMatch(/read-only/);
  });
});

it('a file in the place of the data directory ends the start with exit code 1 and advice', async () => {
  const path = join(tempDir(), 'data');
  writeFileSync(path, 'not a folder');
  const { code, log } = await failedStart({ ...CHANNEL_ENV, DATA_DIR: path });
  expect(code).toBe(1);
  expect(log).toContain('not-a-folder');
  expect(log).toContain('set DATA_DIR to a folder');
  // No stack trace: an operator reads one sentence.
  expect(log).not.toContain('    at ');
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
  await vi.waitFor(async () => {
    const page = await (await fetch(`${server.url}/metrics`)).text();
    expect(page).toMatch(/^loa_journal_lag_events 0$/m);
  }, PATIENT);
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

/** Takes all the room there is. */
function fillUp(path: string): void {
  const file = openSync(path, 'w');
  try {
    for (let size = 1 << 20; size >= 1; size >>= 4) {
      try {
        for (;;) writeSync(file, Buffer.alloc(size, 1));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
    }
  } finally {
    closeSync(file);
  }
}
