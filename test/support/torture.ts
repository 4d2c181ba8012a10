import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'libsql';
import type { GraphWebhookEvent } from '../../src/simulator/fakes/graph/deliver.ts';
import type { FakeGraph } from '../../src/simulator/fakes/graph/fake-graph.ts';
import { CHANNEL_ENV } from './app.ts';
import { fakeGraph } from './fake-platforms.ts';
import { randomOf, shuffled } from './random.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';

export interface TortureOptions {
  dataDir: string;
  /** How often the server is killed. */
  kills: number;
  people: number;
  /** Webhooks of a person, each with {@link BATCH} messages. */
  batches: number;
  seed: number;
}

export interface TortureReport {
  /** Events whose webhook was answered 200. */
  accepted: number;
  /** Accepted events without a reply. */
  lost: number;
  /** Accepted events whose replies stand in the outbox more than once, or were applied again. */
  doubled: number;
  /** Replies that went out more than once because their outcome was unknown; at most three times is allowed. */
  resent: number;
  /** Replies that went out more than three times. */
  oversent: number;
  /** Messages of one webhook that were not processed in the order of their platform times. */
  disordered: number;
  parked: number;
  kills: number;
  duplicates: number;
}

/** Messages in one webhook, in shuffled order: all of them are in the inbox together when the first is processed. */
const BATCH = 3;

/** A webhook that is not answered with 200 is delivered again after so long, as platforms do (here sooner), ms. */
const REDELIVER_MS = 100;

/** Given up when nothing has happened for so long, ms. */
const PATIENCE_MS = 60_000;

interface Message {
  mid: string;
  psid: string;
  timeMs: number;
  batch: number;
}

/**
 * A storm of duplicated and shuffled webhooks against the real server, which is killed at random points and started again
 * on the same data. Afterwards the platform's own log and the database must tell the same story.
 */
export async function torture(options: TortureOptions): Promise<TortureReport> {
  const random = randomOf(options.seed);
  const graph = fakeGraph();
  const graphUrl = await graph.listen(0);
  const env = { ...CHANNEL_ENV, GRAPH_API_URL: graphUrl, DATA_DIR: options.dataDir, LOG_LEVEL: 'info' };
  let server: ServerProcess = await startServerProcess(env);
  graph.setWebhookUrl(`${server.url}/webhooks/messenger`);

  const messages: Message[] = [];
  const webhooks = webhooksOf(options, graph, messages, random);
  let duplicates = 0;
  let storming = true;
  let current: ServerProcess | null = server;

  /** Delivers until it is answered 200, and now and then once more. */
  async function deliver(webhook: GraphWebhookEvent[]): Promise<void> {
    const repeats = random() < 0.4 ? 2 : 1;
    for (let done = 0; done < repeats; ) {
      const target = current;
      const status = target
        ? (await graph.deliver(`${target.url}/webhooks/messenger`, webhook)).status
        : null;
      if (status === 200) {
        if (done > 0) duplicates += 1;
        done += 1;
      } else await pause(REDELIVER_MS);
    }
  }

  async function storm(): Promise<void> {
    const queue = [...webhooks];
    const worker = async () => {
      for (let next = queue.shift(); next; next = queue.shift()) await deliver(next);
    };
    await Promise.all(Array.from({ length: 8 }, worker));
    storming = false;
  }

  async function killing(): Promise<void> {
    for (let n = 0; n < options.kills; n++) {
      await pause(100 + random() * 900);
      current = null;
      await server.kill();
      server = await startServerProcess(env);
      graph.setWebhookUrl(`${server.url}/webhooks/messenger`);
      current = server;
    }
  }

  await Promise.all([storm(), killing()]);
  await untilQuiet(graph, server, () => storming);
  await server.terminate();
  await graph.close();
  return judge(options, graph, messages, duplicates);
}

function webhooksOf(
  { people, batches }: TortureOptions,
  graph: FakeGraph,
  messages: Message[],
  random: () => number,
): GraphWebhookEvent[][] {
  const startMs = Date.now() - 60_000;
  const webhooks: GraphWebhookEvent[][] = [];
  for (let p = 0; p < people; p++) {
    const { psid } = graph.addUser();
    for (let b = 0; b < batches; b++) {
      const events = Array.from({ length: BATCH }, (_, n) => {
        const message = { mid: `m_${p}_${b}_${n}`, psid, timeMs: startMs + b * 1_000 + n * 10, batch: b };
        messages.push(message);
        const event = graph.events.text(psid, `tin ${p} ${b} ${n}`);
        const item = event.item as { message: { mid: string }; timestamp: number };
        item.message.mid = message.mid;
        item.timestamp = message.timeMs;
        return event;
      });
      webhooks.push(shuffled(events, random));
    }
  }
  return shuffled(webhooks, random);
}

/** Waits until nothing is pending any more. */
async function untilQuiet(graph: FakeGraph, server: ServerProcess, storming: () => boolean): Promise<void> {
  let lastSent = -1;
  let lastChangeMs = Date.now();
  while (Date.now() - lastChangeMs < PATIENCE_MS) {
    const text = await (await fetch(`${server.url}/metrics`)).text();
    const of = (name: string) => Number(new RegExp(`^${name} (\\d+)`, 'm').exec(text)?.[1] ?? 0);
    const open =
      of('loa_journal_lag_events') +
      of('loa_inbox_events{state="pending"}'.replace(/[{}]/g, '\\$&')) +
      ['pending', 'sending', 'unknown'].reduce(
        (sum, state) => sum + of(`loa_outbox_rows\\{state="${state}"\\}`),
        0,
      );
    if (open === 0 && !storming()) return;
    if (graph.sent.length !== lastSent) {
      lastSent = graph.sent.length;
      lastChangeMs = Date.now();
    }
    await pause(100);
  }
  throw new Error('work was still pending after a long silence');
}

interface Row {
  id: string;
  conversation_id: string;
  grp: number;
  state: string;
}

function judge(
  options: TortureOptions,
  graph: FakeGraph,
  messages: Message[],
  duplicates: number,
): TortureReport {
  const db = new Database(join(options.dataDir, 'loa.db'), { readonly: true });
  const rows = db.prepare('SELECT id, conversation_id, grp, state FROM outbox').all() as Row[];
  const parked = (db.prepare("SELECT count(*) AS n FROM inbox WHERE state = 'parked'").get() as { n: number })
    .n;
  db.close();

  const sends = new Map<string, number>();
  for (const { metadata } of graph.sent) {
    if (metadata) sends.set(metadata, (sends.get(metadata) ?? 0) + 1);
  }
  const rowsOf = new Map<string, Row[]>();
  for (const row of rows) {
    const key = row.id.slice(0, row.id.indexOf('#'));
    rowsOf.set(key, [...(rowsOf.get(key) ?? []), row]);
  }
  const ownRows = ({ mid }: Message) =>
    rowsOf.get(`messenger:${CHANNEL_ENV.MESSENGER_PAGE_ID}:message:${mid}`) ?? [];
  const replied = (row: Row) => row.state === 'sent' && (sends.get(row.id) ?? 0) > 0;
  const turnOf = (message: Message) => ownRows(message)[0]?.grp ?? -1;

  let disordered = 0;
  for (const message of messages) {
    const next = messages.find(
      (other) =>
        other.psid === message.psid && other.batch === message.batch && other.timeMs === message.timeMs + 10,
    );
    if (next && turnOf(next) <= turnOf(message)) disordered += 1;
  }
  return {
    accepted: messages.length,
    lost: messages.filter((message) => ownRows(message).length === 0 || !ownRows(message).every(replied))
      .length,
    doubled: messages.filter((message) => new Set(ownRows(message).map(({ grp }) => grp)).size > 1).length,
    resent: [...sends.values()].filter((times) => times > 1).length,
    oversent: [...sends.values()].filter((times) => times > 3).length,
    disordered,
    parked,
    kills: options.kills,
    duplicates,
  };
}
