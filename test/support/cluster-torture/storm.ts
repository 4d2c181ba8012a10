import { setTimeout as pause } from 'node:timers/promises';
import type { GraphWebhookEvent } from '../../../src/simulator/fakes/graph/deliver.ts';
import type { FakeGraph } from '../../../src/simulator/fakes/graph/fake-graph.ts';
import { shuffled } from '../random.ts';

export interface StormOptions {
  graph: FakeGraph;
  /** Where webhooks go. */
  url: string;
  webhooksPerSecond: number;
  durationMs: number;
  random: () => number;
  isMongoAway(): boolean;
}

/** One message of one person. */
export interface Said {
  mid: string;
  /** Which webhook brought it. */
  webhook: number;
  timeMs: number;
}

export interface StormReport {
  /** Of webhooks that were answered 200. */
  accepted: Said[];
  /** Webhooks that were delivered once more although they had been accepted. */
  duplicates: number;
  /** Answers other than 200, and none at all; each was delivered again. */
  refused: number;
  /** How long answers of 200 took, ms. */
  waitsMs: number[];
  /** Those asked for while MongoDB was away. */
  waitsWhileAwayMs: number[];
}

/** So many people talk at once. */
const PEOPLE = 200;
/** Then somebody else comes. */
const MESSAGES_A_PERSON = 20;
/** One webhook in so many brings several messages, in any order. */
const BATCH_EVERY = 20;
const BATCH = 3;
/** Part of the webhooks that come twice. */
const TWICE = 0.05;
const TICK_MS = 10;
/** A webhook that is not answered with 200 comes again, as platforms do, here sooner. */
const REDELIVER_MS = 250;

/** Steady webhooks, as many a second as asked for, whatever becomes of them. */
export async function storm(options: StormOptions): Promise<StormReport> {
  const { graph, url, random } = options;
  const report: StormReport = {
    accepted: [],
    duplicates: 0,
    refused: 0,
    waitsMs: [],
    waitsWhileAwayMs: [],
  };
  const speaker = people(graph);
  const deliveries: Promise<void>[] = [];

  async function attempt(events: GraphWebhookEvent[]): Promise<boolean> {
    const wasAway = options.isMongoAway();
    const fromMs = performance.now();
    const { status } = await graph.deliver(url, events);
    if (status !== 200) {
      report.refused += 1;
      return false;
    }
    const waitMs = performance.now() - fromMs;
    report.waitsMs.push(waitMs);
    if (wasAway) report.waitsWhileAwayMs.push(waitMs);
    return true;
  }

  async function deliver(events: GraphWebhookEvent[], said: Said[]): Promise<void> {
    const isTwice = random() < TWICE;
    while (!(await attempt(events))) await pause(REDELIVER_MS);
    report.accepted.push(...said);
    if (!isTwice) return;
    report.duplicates += 1;
    while (!(await attempt(events))) await pause(REDELIVER_MS);
  }

  function webhook(n: number): Promise<void> {
    const psid = speaker();
    const timeMs = Date.now();
    const said = Array.from({ length: n % BATCH_EVERY === 0 ? BATCH : 1 }, (_, at) => ({
      mid: `m_${n}_${at}`,
      webhook: n,
      timeMs: timeMs + at,
    }));
    const events = said.map((message) => eventOf(graph, psid, message));
    return deliver(shuffled(events, random), said);
  }

  const startedMs = performance.now();
  for (let n = 0; ; await pause(TICK_MS)) {
    const passedMs = performance.now() - startedMs;
    if (passedMs >= options.durationMs) break;
    for (const due = (passedMs * options.webhooksPerSecond) / 1000; n < due; n++) deliveries.push(webhook(n));
  }
  await Promise.all(deliveries);
  return report;
}

function eventOf(graph: FakeGraph, psid: string, { mid, timeMs }: Said): GraphWebhookEvent {
  const event = graph.events.text(psid, `tin ${mid}`);
  const item = event.item as { message: { mid: string }; timestamp: number };
  item.message.mid = mid;
  item.timestamp = timeMs;
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
