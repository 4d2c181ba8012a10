import { describe, expect, it, onTestFinished } from 'vitest';
import { SendError } from '../../../src/channels/send-error.ts';
import { type Clock, frozenClock } from '../../../src/lib/clock.ts';
import { openMongoStorage } from '../../../src/storage/mongo/open.ts';
import { type Storage, StorageUnavailable } from '../../../src/storage/storage.ts';
import { range, sampleEvent, sampleRow, T0 } from '../../contracts/samples.ts';
import { ALICE } from '../../support/events.ts';
import { mongoServer } from '../../support/mongo-server.ts';
import { openRuntime } from '../../support/runtime.ts';
import { textsOf } from '../../support/stub-channel.ts';
import { startTcpProxy, type TcpProxy } from '../../support/tcp-proxy.ts';

const mongo = await mongoServer();

/** Longer than a lane's lease and than a reply waits for proof. */
const LEASE_MS = 10_001;

/** How a collection is named in a command. */
const inCommand = (collection: string) => `${collection}\0`;

/** A store whose line breaks when wanted. */
async function wired(clock: Clock = frozenClock(T0)) {
  const uri = new URL(mongo?.freshUri() ?? '');
  const proxy = await startTcpProxy({ host: uri.hostname, port: Number(uri.port || 27_017) });
  uri.host = `127.0.0.1:${proxy.port}`;
  // A replica set would tell its own address, past the proxy.
  uri.searchParams.delete('replicaSet');
  uri.searchParams.set('directConnection', 'true');
  const { storage } = await openMongoStorage({ uri: uri.toString(), clock });
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
  await expect.poll(() => saysDone(work())).toBe(true);
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

/** The only write that counts an attempt: `{$inc: {attempts: 1}}`, as BSON begins. */
const COUNTS_AN_ATTEMPT = '$inc\0\x13\0\0\0\x10attempts\0';

const REPLY = { conversationId: ALICE, lane: 'reply' } as const;

describe.skipIf(!mongo)('a reply whose line breaks between `sending` and its answer', () => {
  async function oneReply() {
    let proxy: TcpProxy | undefined;
    const runtime = await openRuntime({
      async openStorage(clock) {
        const opened = await wired(clock);
        proxy = opened.proxy;
        return opened.storage;
      },
    });
    if (!proxy) throw new Error('no proxy');
    const row = sampleRow('r', { ...REPLY, notBeforeMs: 0, part: { kind: 'text', text: 'một' } });
    await runtime.storage.outbox.insertMany([row]);
    return { runtime, proxy };
  }

  type Opened = Awaited<ReturnType<typeof oneReply>>;

  /** The lane's lease has run out, and the store answers again. */
  async function later({ runtime }: Opened): Promise<void> {
    await untilDone(() => runtime.storage.ping());
    runtime.clock.advance(LEASE_MS);
  }

  it('is sent once and whole, however often the answer was lost', async () => {
    const opened = await oneReply();
    const { runtime, proxy } = opened;
    for (let lost = 0; lost < 4; lost++) {
      proxy.loseAnswerTo(COUNTS_AN_ATTEMPT);
      await saysDone(runtime.send(REPLY));
      await later(opened);
      await runtime.takeBackUnsent();
    }
    await untilDone(() => runtime.send(REPLY));
    expect(textsOf(runtime.channel)).toEqual(['một']);
    expect(await runtime.storage.outbox.get('r')).toMatchObject({ state: 'sent', attempts: 1 });
  });

  it('counts what may have left, and is never sent a fourth time', async () => {
    const opened = await oneReply();
    const { runtime, proxy } = opened;
    runtime.channel.outcomes = Array.from({ length: 9 }, () => new SendError('unknown-outcome'));
    for (let round = 0; round < 6; round++) {
      if (round % 2 === 0) proxy.loseAnswerTo(COUNTS_AN_ATTEMPT);
      await saysDone(runtime.send(REPLY));
      await later(opened);
      await runtime.takeBackUnsent();
    }
    await untilDone(() => runtime.send(REPLY));
    expect(textsOf(runtime.channel)).toEqual(['một', 'một', 'một']);
    await later(opened);
    await untilDone(() => runtime.send(REPLY));
    expect(textsOf(runtime.channel)).toHaveLength(3);
    expect(await runtime.storage.outbox.get('r')).toMatchObject({ state: 'failed', attempts: 3 });
  });
});
