import { type Connection, Schema } from 'mongoose';
import { type AcceptedEvent, orderKeyOf } from '../../domain/event-log.ts';
import type { Inbox } from '../inbox.ts';
import { duplicatesIn } from './errors.ts';
import { type CollectionSpec, countSome, findSome, ID_INDEX, queries } from './query.ts';

/** `more` is counted no further than this: the turn only asks whether there are none, few or many. */
const MAX_MORE = 99;

/** Kept for 30 days as key alone: conversation and payload are erased when the event is done. */
export interface InboxDocument {
  /** The event's key. */
  _id: string;
  state: 'pending' | 'parked' | 'done';
  conversationId?: string;
  kind: string;
  orderMs: number;
  position: number;
  acceptSeq: number;
  acceptedAtMs: number;
  attempts: number;
  notBeforeMs: number;
  /** Since when it waits: accepted at, or postponed to. */
  dueMs: number;
  errorCode?: string;
  /** The event as JSON, exactly as the journal had it. */
  payload?: string;
  doneAtMs?: number;
}

const inboxSchema = new Schema<InboxDocument>(
  {
    _id: { type: String, required: true },
    state: { type: String, required: true, enum: ['pending', 'parked', 'done'] },
    conversationId: String,
    kind: { type: String, required: true },
    orderMs: { type: Number, required: true },
    position: { type: Number, required: true },
    acceptSeq: { type: Number, required: true },
    acceptedAtMs: { type: Number, required: true },
    attempts: { type: Number, required: true },
    notBeforeMs: { type: Number, required: true },
    dueMs: { type: Number, required: true },
    errorCode: String,
    payload: String,
    doneAtMs: Number,
  },
  { collection: 'inbox', versionKey: false, strict: 'throw' },
);

const ORDER = { orderMs: 1, position: 1, acceptSeq: 1, _id: 1 } as const;

export const INBOX_COLLECTION: CollectionSpec = {
  collection: 'inbox',
  indexes: [
    {
      name: 'inbox_order',
      keys: { state: 1, conversationId: 1, ...ORDER, dueMs: 1 },
      where: { state: 'pending' },
    },
    { name: 'inbox_pending', keys: { state: 1, acceptedAtMs: 1 }, where: { state: 'pending' } },
    { name: 'inbox_parked', keys: { state: 1, acceptedAtMs: 1, _id: 1 }, where: { state: 'parked' } },
    { name: 'inbox_parked_of', keys: { state: 1, conversationId: 1 }, where: { state: 'parked' } },
    { name: 'inbox_done', keys: { state: 1, doneAtMs: 1 }, where: { state: 'done' } },
  ],
};

export const INBOX_QUERIES = queries({
  next: (conversationId: string) => ({
    filter: { state: 'pending', conversationId },
    sort: ORDER,
    hint: 'inbox_order',
  }),
  /** Of all conversations, in one walk through the index. */
  heads: () => ({
    filter: { state: 'pending' },
    sort: { conversationId: 1, ...ORDER },
    hint: 'inbox_order',
  }),
  open: (key: string) => ({ filter: { _id: key, state: { $ne: 'done' } }, hint: ID_INDEX }),
  pending: (key: string) => ({ filter: { _id: key, state: 'pending' }, hint: ID_INDEX }),
});

export function inboxModel(db: Connection) {
  return db.model<InboxDocument>('inbox', inboxSchema);
}

/**
 * The inbox, one document an event. Which conversations wait is computed from the events themselves, so there is nothing
 * beside them that could be lost or stale after a crash.
 */
export function mongoInbox(db: Connection): Inbox {
  const events = inboxModel(db);

  return {
    async acceptMany(accepted) {
      if (accepted.length === 0) return [];
      const duplicates = await events.collection
        .insertMany(accepted.map(newDocument) as never[], { ordered: false })
        .then(() => new Set<number>(), duplicatesIn);
      return accepted.map((_, i) => (duplicates.has(i) ? 'duplicate' : 'accepted'));
    },
    async next(conversationId, nowMs) {
      const query = INBOX_QUERIES.next(conversationId);
      const [head, second] = await findSome(events, query, 2);
      if (!head?.payload || head.notBeforeMs > nowMs) return null;
      const event = JSON.parse(head.payload) as AcceptedEvent;
      const more = second ? (await countSome(events, query, MAX_MORE + 1)) - 1 : 0;
      return { event, attempts: head.attempts, more: Math.max(0, more) };
    },
    async finish(key, doneAtMs) {
      const { filter } = INBOX_QUERIES.open(key);
      const done = await events.updateOne(filter, {
        $set: { state: 'done', doneAtMs },
        $unset: { payload: 1, conversationId: 1, errorCode: 1 },
      });
      return done.modifiedCount === 1;
    },
    async postpone(key, attempts, notBeforeMs, errorCode) {
      const { filter } = INBOX_QUERIES.pending(key);
      await events.updateOne(filter, { $set: { attempts, notBeforeMs, dueMs: notBeforeMs, errorCode } });
    },
    async park(key, errorCode) {
      const { filter } = INBOX_QUERIES.pending(key);
      await events.updateOne(filter, { $set: { state: 'parked', errorCode } });
    },
    async waiting(nowMs, limit) {
      const { filter, sort = {}, hint } = INBOX_QUERIES.heads();
      const heads = await events
        .aggregate<{ _id: string }>([
          { $match: filter },
          { $sort: sort },
          { $group: { _id: '$conversationId', dueMs: { $first: '$dueMs' } } },
          { $match: { dueMs: { $lte: nowMs } } },
          { $sort: { dueMs: 1, _id: 1 } },
          { $limit: limit },
        ])
        .hint(hint);
      return heads.map((head) => head._id);
    },
  };
}

function newDocument(event: AcceptedEvent): InboxDocument {
  const { key, conversationId, kind, acceptedAtMs } = event;
  const [orderMs, position, acceptSeq] = orderKeyOf(event);
  return {
    _id: key,
    state: 'pending',
    conversationId,
    kind,
    orderMs,
    position,
    acceptSeq,
    acceptedAtMs,
    attempts: 0,
    notBeforeMs: 0,
    dueMs: acceptedAtMs,
    payload: JSON.stringify(event),
  };
}
