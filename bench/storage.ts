import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AcceptedEvent } from '../src/domain/event-log.ts';
import { openJournal } from '../src/journal/open.ts';
import { systemClock } from '../src/lib/clock.ts';
import { openSqliteStorage } from '../src/storage/sqlite/open.ts';

/** `npx tsx bench/storage.ts`: what journal and embedded store carry on this machine. One line a case. */
const APPENDERS = 50;
const EVENTS = 20_000;
const CONVERSATIONS = 2_000;
const LEASE_MS = 10_000;

const clock = systemClock();
const dataDir = mkdtempSync(join(tmpdir(), 'loa-bench-'));
const storage = await openSqliteStorage({ dataDir, clock });
const journal = await openJournal({
  dir: join(dataDir, 'journal'),
  instanceId: 'bench',
  clock,
  exclusive: true,
});

function event(n: number): AcceptedEvent {
  const user = `zalo:oa1:${n % CONVERSATIONS}`;
  return {
    key: `zalo:oa1:message:${n}`,
    conversationId: user,
    kind: 'message',
    platformTimeMs: clock.systemNow(),
    position: 0,
    acceptedAtMs: clock.systemNow(),
    acceptSeq: n,
    activity: {
      type: 'message',
      id: String(n),
      channelId: 'zalo',
      from: { id: user },
      recipient: { id: 'oa1' },
      conversation: { id: user },
      text: 'Hôm nay tổ họp ở nhà văn hóa, có 25 người, 12 nữ.',
    },
  };
}

/** Runs `work` for 0 … count-1 on `lanes` concurrent lines and prints the rate. */
async function measure(name: string, count: number, lanes: number, work: (n: number) => Promise<unknown>) {
  const waitsMs: number[] = [];
  let next = 0;
  const startedAt = performance.now();
  const line = async () => {
    while (next < count) {
      const n = next++;
      const from = performance.now();
      await work(n);
      waitsMs.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: lanes }, line));
  const seconds = (performance.now() - startedAt) / 1000;
  waitsMs.sort((a, b) => a - b);
  const at = (part: number) => (waitsMs[Math.floor(waitsMs.length * part)] ?? 0).toFixed(2);
  console.log(`${name.padEnd(44)} ${Math.round(count / seconds)}/s  p50 ${at(0.5)} ms  p99 ${at(0.99)} ms`);
}

let accepted = 0;
await measure('journal append, 50 appenders', EVENTS, APPENDERS, () => journal.append([event(accepted++)]));
await measure('journal append, 1 appender', 1_000, 1, () => journal.append([event(accepted++)]));
const behind = journal.lag().events;
const drainedFrom = performance.now();
journal.startDraining(async (events) => void (await storage.inbox.acceptMany(events)));
await journal.drained();
console.log(`drain into the inbox: ${Math.round((behind / (performance.now() - drainedFrom)) * 1000)}/s`);

/** The storage calls of one turn: claim, next, commit, one reply, finish, release. */
async function turn(n: number): Promise<void> {
  const id = `zalo:oa1:${n % CONVERSATIONS}`;
  const claim = await storage.conversations.claim(id, 'bench', clock.systemNow(), LEASE_MS);
  if (!claim) return;
  const item = await storage.inbox.next(id, clock.systemNow());
  if (item) {
    const { key } = item.event;
    await storage.conversations.commit(id, claim.fence, claim.version, claim.value);
    await storage.outbox.insertMany([
      {
        id: `${key}/0`,
        conversationId: id,
        lane: 'reply',
        group: n,
        index: 0,
        part: { kind: 'text', text: 'Đã nhận. Cảm ơn anh/chị.' },
        purpose: 'reply',
        createdAtMs: clock.systemNow(),
        notBeforeMs: 0,
        expiresAtMs: null,
      },
    ]);
    await storage.inbox.finish(key, clock.systemNow());
  }
  await storage.conversations.release(id, claim.fence);
}

/** The storage calls of one sent reply: claim, sending, sent, release. */
async function send(n: number): Promise<void> {
  const lane = { conversationId: `zalo:oa1:${n % CONVERSATIONS}`, lane: 'reply' as const };
  const claim = await storage.outbox.claim(lane, 'bench', clock.systemNow(), LEASE_MS, 20);
  for (const row of claim?.rows ?? []) {
    const atMs = clock.systemNow();
    await storage.outbox.update(row.id, claim?.fence ?? 0, { to: 'sending', attemptId: 'a', atMs });
    await storage.outbox.update(row.id, claim?.fence ?? 0, { to: 'sent', platformMessageId: 'm', atMs });
  }
  if (claim) await storage.outbox.release(lane, claim.fence);
}

await measure('turn: storage calls, 1 worker', 1_000, 1, turn);
await measure('turn: storage calls, 32 workers', 10_000, 32, turn);
await measure('send: storage calls (5 rows a lane), 32 workers', CONVERSATIONS, 32, send);
await measure('sweep: inbox.waiting(100)', 1_000, 1, () => storage.inbox.waiting(clock.systemNow(), 100));
await measure('sweep: outbox.due(100)', 1_000, 1, () => storage.outbox.due(clock.systemNow(), 100));

await journal.close(1_000);
await storage.close();
rmSync(dataDir, { recursive: true, force: true });
