import type { Connection } from 'mongoose';
import { LANES, type Lane } from '../../domain/message.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { OpenState, OutboxAdmin, OutboxState } from '../outbox.ts';
import type { Counters } from './counters.ts';
import { outboxLanes } from './outbox-lanes.ts';
import {
  OPEN_STATES,
  outboxModel,
  outboxRow,
  SENDING_ORDER,
  STATES,
  UNSETTLED_STATES,
} from './outbox-row.ts';
import { countSome, findFirst, findSome, ID_INDEX, queries, readRanges } from './query.ts';

/** The port promises no more candidates for a proof than this. */
const MAX_UNSETTLED = 50;

const OLDEST_FIRST = { createdAtMs: 1, _id: 1 } as const;

export const OUTBOX_ADMIN_QUERIES = queries({
  one: (id: string) => ({ filter: { _id: id }, hint: ID_INDEX }),
  inState: (state: OutboxState) => ({ filter: { state }, sort: OLDEST_FIRST, hint: 'outbox_state' }),
  openIn: (state: OpenState, lane: Lane) => ({ filter: { state, lane }, hint: 'outbox_state_lane' }),
  unknownBroadcast: (id: string) => ({
    filter: { _id: id, lane: 'broadcast', state: 'unknown' },
    hint: ID_INDEX,
  }),
  inStateAt: (state: OutboxState, createdAtMs: number, id: string) => ({
    filter: { state, createdAtMs, _id: { $gt: id } },
    sort: OLDEST_FIRST,
    hint: 'outbox_state',
  }),
  inStateAfter: (state: OutboxState, createdAtMs: number) => ({
    filter: { state, createdAtMs: { $gt: createdAtMs } },
    sort: OLDEST_FIRST,
    hint: 'outbox_state',
  }),
  owed: (conversationId: string) => ({
    filter: { conversationId, owed: true },
    sort: SENDING_ORDER,
    hint: 'outbox_owed',
  }),
  owedRow: (id: string) => ({ filter: { _id: id, owed: true }, hint: ID_INDEX }),
  unsettled: (conversationId: string, lane: Lane) => ({
    filter: { conversationId, lane, state: { $in: UNSETTLED_STATES } },
    sort: SENDING_ORDER,
    hint: 'outbox_lane',
  }),
  settled: (beforeMs: number) => ({
    filter: { settledAtMs: { $lt: beforeMs } },
    sort: { settledAtMs: 1 },
    hint: 'outbox_settled',
  }),
  rows: (ids: readonly string[]) => ({ filter: { _id: { $in: ids } }, hint: ID_INDEX }),
  abandoned: (beforeMs: number) => ({
    filter: { state: 'staged', createdAtMs: { $lt: beforeMs } },
    hint: 'outbox_state',
  }),
  of: (conversationId: string) => ({ filter: { conversationId }, hint: 'outbox_lane' }),
});

export function mongoOutboxAdmin(db: Connection, counters: Counters): OutboxAdmin {
  const rows = outboxModel(db);
  const lanes = outboxLanes(db, counters);
  const ask = OUTBOX_ADMIN_QUERIES;

  return {
    async get(id) {
      const row = await findFirst(rows, ask.one(id));
      return row && row.state !== 'staged' ? outboxRow(row) : null;
    },
    async counts() {
      const entries = await Promise.all(
        STATES.map(async (state) => [state, await countSome(rows, ask.inState(state))] as const),
      );
      return Object.fromEntries(entries) as Record<OutboxState, number>;
    },
    async openCounts() {
      const ofLane = async (lane: Lane) => {
        const entries = await Promise.all(
          OPEN_STATES.map(async (state) => [state, await countSome(rows, ask.openIn(state, lane))] as const),
        );
        return [lane, Object.fromEntries(entries)] as const;
      };
      const lanesOpen = Object.fromEntries(await Promise.all(LANES.map(ofLane)));
      return lanesOpen as Record<Lane, Record<OpenState, number>>;
    },
    async sendAgain(id) {
      const row = await findFirst(rows, ask.unknownBroadcast(id), { conversationId: 1, lane: 1 });
      if (!row) return false;
      const change = { state: 'pending', notBeforeMs: 0, reason: 'released' } as const;
      const done = await rows.updateOne(ask.unknownBroadcast(id).filter, { $set: change });
      if (done.matchedCount === 0) return false;
      await lanes.refresh(row);
      return true;
    },
    async list(state, limit, after) {
      const cursorFilter = ['outbox', state];
      const [atMs, id] = after ? decodeCursor(cursorFilter, after, 2) : [];
      const ranges = after
        ? [ask.inStateAt(state, Number(atMs), String(id)), ask.inStateAfter(state, Number(atMs))]
        : [ask.inState(state)];
      const found = await readRanges(ranges, limit + 1, (range, wanted) => findSome(rows, range, wanted));
      const items = found.slice(0, limit).map(outboxRow);
      const last = items.at(-1);
      const more = found.length > limit && last;
      return { items, cursor: more ? encodeCursor(cursorFilter, [last.createdAtMs, last.id]) : null };
    },
    async owed(conversationId, limit) {
      return (await findSome(rows, ask.owed(conversationId), limit)).map(outboxRow);
    },
    async given(id) {
      const done = await rows.updateOne(ask.owedRow(id).filter, {
        $set: { reason: 'given' },
        $unset: { part: 1, owed: 1 },
      });
      return done.matchedCount === 1;
    },
    async unsettled(conversationId) {
      const found = await Promise.all(
        LANES.map((lane) => findSome(rows, ask.unsettled(conversationId, lane), MAX_UNSETTLED)),
      );
      return found.flat().slice(0, MAX_UNSETTLED).map(outboxRow);
    },
    async forgetSettled(beforeMs, limit) {
      // Parts of a batch whose sender never came again: nobody has seen them, and nobody will.
      await rows.deleteMany(ask.abandoned(beforeMs).filter);
      const old = await findSome(rows, ask.settled(beforeMs), limit, { _id: 1 });
      return (await rows.deleteMany(ask.rows(old.map((row) => row._id)).filter)).deletedCount;
    },
    async erase(conversationId) {
      const gone = await rows.deleteMany(ask.of(conversationId).filter);
      for (const lane of LANES) await lanes.refresh({ conversationId, lane });
      return gone.deletedCount;
    },
  };
}
