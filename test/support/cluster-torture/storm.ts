import { setTimeout as pause } from 'node:timers/promises';
import { backoffMs } from '../../../src/lib/retry-backoff.ts';
import type { GraphWebhookEvent } from '../../../src/simulator/fakes/graph/deliver.ts';
import type { FakeGraph } from '../../../src/simulator/fakes/graph/fake-graph.ts';
import { shuffled } from '../random.ts';
import type { Door } from './door.ts';
import { causeOf, keyOf } from './judge.ts';

export interface StormOptions {
  graph: FakeGraph;
  door: Door;
  webhooksPerSecond: number;
  /** Webhooks that bring something new; the others are deliveries of earlier ones once more. */
  newPerSecond: number;
  durationMs: number;
  random: () => number;
  /** What goes wrong at this moment. */
  troubles(): readonly string[];
}

/** One message of one person. */
export interface Said {
  mid: string;
  /** Who said it. */
  psid: string;
  /** Which webhook brought it. */
  webhook: number;
  timeMs: number;
}

export interface StormReport {
  /** Of webhooks that were answered 200. */
  accepted: Said[];
  /** Talks in which each message followed the reply to the last one. */
  talks: Said[][];
  /** Webhooks that were delivered once more although they had been accepted. */
  duplicates: number;
  /** Answers other than 200, by status; each was delivered again. */
  refused: Record<number, number>;
  /** Deliveries that nobody answered in time, or that reached nobody; each was made again. */
  unanswered: number;
  /** How long answers of 200 took and those that did not come were waited for, with what went wrong when they were asked for. */
  waits: Wait[];
}

export interface Wait {
  ms: number;
  troubles: readonly string[];
}

/** So many people talk at once, whatever they hear. */
const PEOPLE = 100;
/** So many others wait for each reply before they go on. */
const PATIENT_PEOPLE = 10;
/** Then somebody else comes. */
const MESSAGES_A_PERSON = 20;
/** One webhook in so many brings several messages, in any order. */
const BATCH_EVERY = 20;
const BATCH = 3;
/** Part of the webhooks that come again; what the others brought must not be lost even once. */
const COME_AGAIN = 0.5;
const TICK_MS = 10;
/** A webhook that is not answered with 200 comes again and ever more rarely, as from platforms, here sooner. */
const REDELIVER = { firstMs: 250, maxMs: 4_000, factor: 2 };

const PATH = '/webhooks/messenger';

/** Steady webhooks, as many a second as asked for, whatever becomes of them. */
export async function storm(options: StormOptions): Promise<StormReport> {
  const { graph, door, random } = options;
  const report: StormReport = {
    accepted: [],
    talks: [],
    duplicates: 0,
    refused: {},
    unanswered: 0,
    waits: [],
  };
  const speaker = people(graph);
  const deliveries: Promise<void>[] = [];
  /** Webhooks that were taken and come again. */
  const known: GraphWebhookEvent[][] = [];
  const replies = repliesOf(graph);
  let isOver = false;

  async function attempt(events: GraphWebhookEvent[]): Promise<boolean> {
    const troubles = options.troubles();
    const { status, waitMs } = await door.deliver(PATH, graph.signed(events));
    if (status === 200 || status === null) report.waits.push({ ms: waitMs, troubles });
    if (status === 200) return true;
    if (status === null) report.unanswered += 1;
    else report.refused[status] = (report.refused[status] ?? 0) + 1;
    return false;
  }

  async function untilTaken(events: GraphWebhookEvent[]): Promise<void> {
    for (let n = 1; !(await attempt(events)); n++) await pause(backoffMs(REDELIVER, n));
  }

  async function deliver(events: GraphWebhookEvent[], said: Said[]): Promise<void> {
    await untilTaken(events);
    report.accepted.push(...said);
    if (random() < COME_AGAIN) known.push(events);
  }

  async function deliverAgain(): Promise<void> {
    const events = known[Math.floor(random() * known.length)];
    if (!events) return;
    report.duplicates += 1;
    await untilTaken(events);
  }

  function webhook(n: number): Promise<void> {
    const psid = speaker();
    const timeMs = Date.now();
    const said = Array.from({ length: n % BATCH_EVERY === 0 ? BATCH : 1 }, (_, at) => ({
      mid: `m_${n}_${at}`,
      psid,
      webhook: n,
      timeMs: timeMs + at,
    }));
    const events = said.map((message) => eventOf(graph, message));
    return deliver(shuffled(events, random), said);
  }

  async function talk(person: number): Promise<void> {
    const { psid } = graph.addUser();
    const said: Said[] = [];
    report.talks.push(said);
    for (let n = 0; !isOver; n++) {
      const webhook = -1 - n * PATIENT_PEOPLE - person;
      const message = { mid: `talk_${person}_${n}`, psid, webhook, timeMs: Date.now() };
      const reply = replies.to(message.mid);
      await deliver([eventOf(graph, message)], [message]);
      said.push(message);
      await reply;
    }
  }

  const talks = Array.from({ length: PATIENT_PEOPLE }, (_, person) => talk(person));
  const startedMs = performance.now();
  const partNew = options.newPerSecond / options.webhooksPerSecond;
  for (let n = 0, fresh = 0; ; await pause(TICK_MS)) {
    const passedMs = performance.now() - startedMs;
    if (passedMs >= options.durationMs) break;
    for (const due = (passedMs * options.webhooksPerSecond) / 1000; n < due; n++) {
      deliveries.push(fresh < n * partNew ? webhook(fresh++) : deliverAgain());
    }
  }
  isOver = true;
  await Promise.all(deliveries);
  replies.stop();
  await Promise.all(talks);
  return report;
}

/** Tells of the first reply to a message. */
function repliesOf(graph: FakeGraph) {
  const waiting = new Map<string, () => void>();
  const stopListening = graph.onSent(({ metadata }) => {
    const cause = causeOf(metadata ?? '');
    waiting.get(cause)?.();
    waiting.delete(cause);
  });
  return {
    to: (mid: string) => new Promise<void>((resolve) => waiting.set(keyOf(mid), resolve)),
    /** Nobody waits any longer. */
    stop() {
      stopListening();
      for (const resolve of waiting.values()) resolve();
    },
  };
}

function eventOf(graph: FakeGraph, { mid, psid, timeMs }: Said): GraphWebhookEvent {
  // Reading back would make up for what is lost, as would another delivery.
  const event = graph.events.passing(psid, mid, `tin ${mid}`);
  event.item.timestamp = timeMs;
  return event;
}

/** Everybody in turn, each replaced after some messages. */
function people(graph: FakeGraph): () => string {
  const present: { psid: string; left: number }[] = [];
  let turn = 0;
  return () => {
    const at = turn++ % PEOPLE;
    const person = present[at];
    if (person && person.left > 0) {
      person.left -= 1;
      return person.psid;
    }
    const { psid } = graph.addUser();
    present[at] = { psid, left: MESSAGES_A_PERSON - 1 };
    return psid;
  };
}
