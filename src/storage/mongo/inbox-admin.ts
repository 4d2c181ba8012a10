import type { Connection } from 'mongoose';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { InboxAdmin } from '../inbox.ts';
import { inboxModel } from './inbox.ts';
import { countSome, findFirst, findSome, ID_INDEX, queries, readRanges } from './query.ts';

export const INBOX_ADMIN_QUERIES = queries({
  pending: () => ({ filter: { state: 'pending' }, sort: { acceptedAtMs: 1 }, hint: 'inbox_pending' }),
  parked: () => ({
    filter: { state: 'parked' },
    sort: { acceptedAtMs: 1, _id: 1 },
    hint: 'inbox_parked',
  }),
  parkedAt: (acceptedAtMs: number, key: string) => ({
    filter: { state: 'parked', acceptedAtMs, _id: { $gt: key } },
    sort: { acceptedAtMs: 1, _id: 1 },
    hint: 'inbox_parked',
  }),
  parkedAfter: (acceptedAtMs: number) => ({
    filter: { state: 'parked', acceptedAtMs: { $gt: acceptedAtMs } },
    sort: { acceptedAtMs: 1, _id: 1 },
    hint: 'inbox_parked',
  }),
  parkedKey: (key: string) => ({ filter: { _id: key, state: 'parked' }, hint: ID_INDEX }),
  done: (beforeMs: number) => ({
    filter: { state: 'done', doneAtMs: { $lt: beforeMs } },
    sort: { doneAtMs: 1 },
    hint: 'inbox_done',
  }),
  doneKeys: (keys: readonly string[]) => ({
    filter: { _id: { $in: keys }, state: 'done' },
    hint: ID_INDEX,
  }),
  pendingOf: (conversationId: string) => ({
    filter: { state: 'pending', conversationId },
    hint: 'inbox_order',
  }),
  parkedOf: (conversationId: string) => ({
    filter: { state: 'parked', conversationId },
    hint: 'inbox_parked_of',
  }),
});

const PARKED_FILTER = ['inbox', 'parked'];

export function mongoInboxAdmin(db: Connection): InboxAdmin {
  const events = inboxModel(db);
  const ask = INBOX_ADMIN_QUERIES;

  return {
    async counts() {
      const [pending, parked, oldest] = await Promise.all([
        countSome(events, ask.pending()),
        countSome(events, ask.parked()),
        findFirst(events, ask.pending(), { acceptedAtMs: 1 }),
      ]);
      return { pending, parked, oldestPendingAtMs: oldest?.acceptedAtMs ?? null };
    },
    async parked(limit, after) {
      const [atMs, key] = after ? decodeCursor(PARKED_FILTER, after, 2) : [];
      const ranges = after
        ? [ask.parkedAt(Number(atMs), String(key)), ask.parkedAfter(Number(atMs))]
        : [ask.parked()];
      const found = await readRanges(ranges, limit + 1, (range, rows) =>
        findSome(events, range, rows, { payload: 0 }),
      );
      const items = found.slice(0, limit).map((event) => ({
        key: event._id,
        conversationId: event.conversationId ?? '',
        kind: event.kind,
        errorCode: event.errorCode ?? '',
        acceptedAtMs: event.acceptedAtMs,
      }));
      const last = items.at(-1);
      const more = found.length > limit && last;
      return { items, cursor: more ? encodeCursor(PARKED_FILTER, [last.acceptedAtMs, last.key]) : null };
    },
    async unpark(key) {
      const parked = await findFirst(events, ask.parkedKey(key), { acceptedAtMs: 1 });
      if (!parked) return false;
      const done = await events.updateOne(ask.parkedKey(key).filter, {
        $set: { state: 'pending', attempts: 0, notBeforeMs: 0, dueMs: parked.acceptedAtMs },
        $unset: { errorCode: 1 },
      });
      return done.modifiedCount === 1;
    },
    async forgetDone(beforeMs, limit) {
      const old = await findSome(events, ask.done(beforeMs), limit, { _id: 1 });
      const gone = await events.deleteMany(ask.doneKeys(old.map((event) => event._id)).filter);
      return gone.deletedCount;
    },
    async erase(conversationId) {
      const pending = await events.deleteMany(ask.pendingOf(conversationId).filter);
      const parked = await events.deleteMany(ask.parkedOf(conversationId).filter);
      return pending.deletedCount + parked.deletedCount;
    },
  };
}
