import mongoose from 'mongoose';
import type { FakeGraph } from '../../../src/simulator/fakes/graph/fake-graph.ts';
import { CHANNEL_ENV } from '../app.ts';
import type { Said, StormReport } from './storm.ts';

export interface Verdict {
  /** Events whose webhook was answered 200. */
  accepted: number;
  /** Accepted events without a reply on the platform, or with one that is still open. */
  lost: number;
  /** Accepted events that were applied more than once, or whose reply went out more often than an unknown outcome allows. */
  doubled: number;
  /** Replies that went out again because a process died between sending and hearing the answer; three times at most. */
  resent: number;
  /** Messages of one webhook that were not processed in the order of their platform times. */
  disordered: number;
  parked: number;
}

interface Row {
  _id: string;
  group: number;
  state: string;
}

/** How often a reply of unknown outcome may go out. */
const SENDS_AT_MOST = 3;

export const keyOf = (mid: string): string => `messenger:${CHANNEL_ENV.MESSENGER_PAGE_ID}:message:${mid}`;

/** The event that caused an outbox row. */
export const causeOf = (rowId: string): string => rowId.slice(0, rowId.indexOf('#'));

/** Compares what was accepted with the books of the database and the platform's own log. */
export async function judge(mongoUri: string, graph: FakeGraph, { accepted }: StormReport): Promise<Verdict> {
  const { rows, parked } = await readBooks(mongoUri);
  const sends = new Map<string, number>();
  for (const { metadata } of graph.sent) {
    if (metadata) sends.set(metadata, (sends.get(metadata) ?? 0) + 1);
  }
  const timesOf = ({ _id }: Row) => sends.get(_id) ?? 0;
  const rowsOf = new Map<string, Row[]>();
  for (const row of rows) {
    const cause = causeOf(row._id);
    rowsOf.set(cause, [...(rowsOf.get(cause) ?? []), row]);
  }
  const own = ({ mid }: Said) => rowsOf.get(keyOf(mid)) ?? [];
  const isAnswered = (row: Row) => row.state === 'sent' && timesOf(row) > 0;
  const isLost = (one: Said) => own(one).length === 0 || !own(one).every(isAnswered);
  const isDoubled = (one: Said) =>
    new Set(own(one).map(({ group }) => group)).size > 1 ||
    own(one).some((row) => timesOf(row) > SENDS_AT_MOST);
  return {
    accepted: accepted.length,
    lost: accepted.filter(isLost).length,
    doubled: accepted.filter(isDoubled).length,
    resent: [...sends.values()].filter((times) => times > 1).length,
    disordered: disorderIn(accepted, (one) => own(one)[0]?.group ?? -1),
    parked,
  };
}

/** Counts neighbours within a webhook whose turns ran the wrong way round. */
function disorderIn(accepted: readonly Said[], turnOf: (one: Said) => number): number {
  const batches = new Map<number, Said[]>();
  for (const one of accepted) batches.set(one.webhook, [...(batches.get(one.webhook) ?? []), one]);
  let disordered = 0;
  for (const batch of batches.values()) {
    const turns = batch.sort((a, b) => a.timeMs - b.timeMs).map(turnOf);
    disordered += turns.filter((turn, at) => at > 0 && turn <= (turns[at - 1] as number)).length;
  }
  return disordered;
}

async function readBooks(mongoUri: string): Promise<{ rows: Row[]; parked: number }> {
  const db = await mongoose.createConnection(mongoUri).asPromise();
  try {
    const rows = await db
      .collection<Row>('outbox')
      .find({}, { projection: { group: 1, state: 1 } })
      .toArray();
    const parked = await db.collection('inbox').countDocuments({ state: 'parked' });
    return { rows, parked };
  } finally {
    await db.close();
  }
}
