import { describe, expect, it, onTestFinished } from 'vitest';
import { frozenClock } from '../../../src/lib/clock.ts';
import { openMongoStorage } from '../../../src/storage/mongo/open.ts';
import { type Storage, StorageUnavailable } from '../../../src/storage/storage.ts';
import { range, sampleEvent, sampleRow, T0 } from '../../contracts/samples.ts';
import { mongoServer } from '../../support/mongo-server.ts';
import { startTcpProxy } from '../../support/tcp-proxy.ts';

const mongo = await mongoServer();

/** How a collection is named in a command. */
const inCommand = (collection: string) => `${collection}\0`;

/** A store whose line breaks when wanted. */
async function wired() {
  const uri = new URL(mongo?.freshUri() ?? '');
  const proxy = await startTcpProxy({ host: uri.hostname, port: Number(uri.port || 27_017) });
  uri.host = `127.0.0.1:${proxy.port}`;
  // A replica set would tell its own address, past the proxy.
  uri.searchParams.delete('replicaSet');
  uri.searchParams.set('directConnection', 'true');
  const { storage } = await openMongoStorage({ uri: uri.toString(), clock: frozenClock(T0) });
  onTestFinished(async () => {
    await storage.close();
    await proxy.close();
  });
  return { proxy, storage };
}

/** @returns false when the store owns up to it; anything but that it is away is a fault. */
async function saysDone(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(StorageUnavailable);
    return false;
  }
}

async function untilDone(work: () => Promise<unknown>): Promise<void> {
  await expect.poll(() => saysDone(work()), { timeout: 20_000 }).toBe(true);
}

describe.skipIf(!mongo)('a line that breaks with a command', () => {
  const pendingIn = async ({ inbox }: Storage) => (await inbox.counts()).pending;

  it('never makes an event taken that is not there', async () => {
    const { proxy, storage } = await wired();
    const events = range(0, 3).map((n) => sampleEvent(n));
    proxy.cutAt(inCommand('inbox'));
    // Where the driver may try again by itself, it is done.
    const isDone = await saysDone(storage.inbox.acceptMany(events));
    await untilDone(() => storage.ping());
    expect(await pendingIn(storage)).toBe(isDone ? events.length : 0);
    await untilDone(() => storage.inbox.acceptMany(events));
    expect(await pendingIn(storage)).toBe(events.length);
  });

  it.each([1, 3])('never makes %i replies written that are not there', async (count) => {
    const { proxy, storage } = await wired();
    const rows = range(0, count).map((n) => sampleRow(`r${n}`, { index: n }));
    proxy.cutAt(inCommand('outbox'));
    const isDone = await saysDone(storage.outbox.insertMany(rows));
    await untilDone(() => storage.ping());
    expect((await storage.outbox.get('r0')) !== null).toBe(isDone);
    await untilDone(() => storage.outbox.insertMany(rows));
    const states = await Promise.all(rows.map(async ({ id }) => (await storage.outbox.get(id))?.state));
    expect(states).toEqual(rows.map(() => 'pending'));
  });
});
