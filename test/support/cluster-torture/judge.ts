import mongoose from 'mongoose';
import type { FakeGraph } from '../../../src/simulator/fakes/graph/fake-graph.ts';
import { CHANNEL_ENV } from '../app.ts';
import type { Said, StormReport } from './storm.ts';

export interface Verdict {
  /** Events whose webhook was answered 200. */
  accepted: number;
  /** Accepted events without a reply on the platform, or with one that is still open. */
  lost: number;
  /** How far each of them came: its state in the inbox, and of each reply the state and how often the platform got it. */
  lostAt: string[];
  /** Accepted events that were applied more than once, or whose reply went out more often than an unknown outcome allows. */
  doubled: number;
  /** Replies that went out again because a process died between sending and hearing the answer; three times at most. */
  resent: number;
  /** Messages of one webhook that were not processed in the order of their platform times. */
  disordered: number;
  /** Messages of people who waited for each reply that were processed, or answered, before an earlier one. */
  overtaken: number;
  /** How many messages such people sent. */
  awaited: number;
  /** Messages processed after one that was said later: allowed where they reached the inbox later. */
  late: number;
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
export async function judge(
  mongoUri: string,
  graph: FakeGraph,
  { accepted, talks }: Pick<StormReport, 'accepted' | 'talks'>,
): Promise<Verdict> {
  const { rows, inbox } = await readBooks(mongoUri);
  const sends = new Map<string, number>();
  /** Place of an event's first reply among all. */
  const repliedAt = new Map<string, number>();
  for (const [place, { metadata }] of graph.sent.entries()) {
    if (!metadata) continue;
    sends.set(metadata, (sends.get(metadata) ?? 0) + 1);
    const cause = causeOf(metadata);
    if (!repliedAt.has(cause)) repliedAt.set(cause, place);
  }
  const timesOf = ({ _id }: Row) => sends.get(_id) ?? 0;
  const rowsOf = new Map<string, Row[]>();
  for (const row of rows) {
    const cause = causeOf(row._id);
    rowsOf.set(cause, [...(rowsOf.get(cause) ?? []), row]);
  }
  const own = ({ mid }: Said) => rowsOf.get(keyOf(mid)) ?? [];
  const turnOf = (one: Said) => own(one)[0]?.group ?? -1;
  const placeOf = ({ mid }: Said) => repliedAt.get(keyOf(mid)) ?? -1;
  const isAnswered = (row: Row) => row.state === 'sent' && timesOf(row) > 0;
  const isLost = (one: Said) => own(one).length === 0 || !own(one).every(isAnswered);
  const lost = accepted.filter(isLost);
  const trailOf = (one: Said) => {
    const replies = own(one).map((row) => `${row.state} and seen ${timesOf(row)} times`);
    return `${one.mid}: ${inbox.get(keyOf(one.mid)) ?? 'not'} in the inbox; replies: ${replies.join(', ') || 'none'}`;
  };
  const isDoubled = (one: Said) =>
    new Set(own(one).map(({ group }) => group)).size > 1 ||
    own(one).some((row) => timesOf(row) > SENDS_AT_MOST);
  return {
    accepted: accepted.length,
    lost: lost.length,
    lostAt: lost.map(trailOf),
    doubled: accepted.filter(isDoubled).length,
    resent: [...sends.values()].filter((times) => times > 1).length,
    disordered: disorderIn(
      groupsOf(accepted, ({ webhook }) => webhook),
      turnOf,
    ),
    overtaken: talks.reduce((sum, talk) => sum + fallsIn(talk, turnOf) + fallsIn(talk, placeOf), 0),
    awaited: talks.reduce((sum, talk) => sum + talk.length, 0),
    late: disorderIn(
      groupsOf(accepted, ({ psid }) => psid),
      turnOf,
    ),
    parked: [...inbox.values()].filter((state) => state === 'parked').length,
  };
}

function groupsOf<K>(all: readonly Said[], keyIn: (one: Said) => K): Said[][] {
  const groups = new Map<K, Said[]>();
  for (const one of all) {
    const group = groups.get(keyIn(one));
    if (group) group.push(one);
    else groups.set(keyIn(one), [one]);
  }
  return [...groups.values()];
}

/** Counts neighbours in time whose turns ran the wrong way round. */
function disorderIn(groups: readonly Said[][], turnOf: (one: Said) => number): number {
  const inTime = groups.map((group) => [...group].sort((a, b) => a.timeMs - b.timeMs));
  return inTime.reduce((sum, group) => sum + fallsIn(group, turnOf), 0);
}

/** How often a value does not rise from one to the next. */
function fallsIn(all: readonly Said[], of: (one: Said) => number): number {
  const values = all.map(of);
  return values.filter((value, at) => at > 0 && value <= (values[at - 1] as number)).length;
}

async function readBooks(mongoUri: string): Promise<{ rows: Row[]; inbox: Map<string, string> }> {
  const db = await mongoose.createConnection(mongoUri).asPromise();
  try {
    const rows = await db
      .collection<Row>('outbox')
      .find({}, { projection: { group: 1, state: 1 } })
      .toArray();
    const events = await db
      .collection<{ _id: string; state: string }>('inbox')
      .find({}, { projection: { state: 1 } })
      .toArray();
    return { rows, inbox: new Map(events.map(({ _id, state }) => [_id, state])) };
  } finally {
    await db.close();
  }
}
