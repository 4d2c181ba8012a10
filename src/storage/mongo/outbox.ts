import mongoose, { type Connection } from 'mongoose';
import type { Lane } from '../../domain/message.ts';
import { InvalidRecord } from '../invalid-record.ts';
import type { NewOutboxRow, Outbox, OutboxChange, RecipientLane } from '../outbox.ts';
import type { Counters } from './counters.ts';
import { duplicatesIn } from './errors.ts';
import { OUTBOX_LANE_QUERIES, outboxLanes } from './outbox-lanes.ts';
import {
  newDocument,
  OPEN_STATES,
  type OutboxDocument,
  outboxModel,
  outboxRow,
  UNSETTLED_STATES,
} from './outbox-row.ts';
import { findFirst, findSome, ID_INDEX, queries } from './query.ts';

/** A row changes hands between two looks at it so often at most. */
const MAX_ROUNDS = 10;

export const OUTBOX_QUERIES = queries({
  one: (id: string) => ({ filter: { _id: id }, hint: ID_INDEX }),
  staged: (ids: readonly string[]) => ({
    filter: { _id: { $in: ids }, state: 'staged' },
    hint: ID_INDEX,
  }),
  openOf: ({ conversationId, lane }: RecipientLane) => ({
    filter: { conversationId, lane, state: { $in: OPEN_STATES } },
    hint: 'outbox_lane',
  }),
  takenBy: (id: string, fence: number) => ({
    filter: { _id: id, fence, state: { $in: OPEN_STATES } },
    hint: ID_INDEX,
  }),
  attempted: (id: string, attemptId: string) => ({
    filter: { _id: id, attemptId, state: { $in: UNSETTLED_STATES } },
    hint: ID_INDEX,
  }),
  unsettled: (id: string) => ({
    filter: { _id: id, state: { $in: UNSETTLED_STATES } },
    hint: ID_INDEX,
  }),
});

/**
 * The outbox without transactions: every promise rests on writes of one document.
 *
 * - **All or nothing.** A single row is one insert. More rows are first inserted as `staged`, which nobody sees, and made
 *   `pending` when all of them are there; who comes again with the same ids completes what was begun.
 * - **Fences.** A claim raises the lane's fence, stamps it on every open row and only then reads them. A change demands
 *   the stamp, so an owner who has lost the lane changes nothing that the new one has read.
 */
export function mongoOutbox(db: Connection, counters: Counters): Outbox {
  const rows = outboxModel(db);
  const lanes = outboxLanes(db, counters);
  const ask = OUTBOX_QUERIES;

  async function insertMany(fresh: readonly NewOutboxRow[]): Promise<string[]> {
    const state = fresh.length === 1 ? 'pending' : 'staged';
    const documents = fresh.map((row) => newDocument(row, state));
    for (const document of documents) await assertValid(() => rows.validate(document));
    const duplicates = await rows.collection
      .insertMany(documents as never[], { ordered: false })
      .then(() => new Set<number>(), duplicatesIn);
    const ids = documents.map((document) => document._id);
    if (state === 'staged') await rows.updateMany(ask.staged(ids).filter, { $set: { state: 'pending' } });
    // A row that was there already may be settled since.
    for (const [recipient, dueMs] of recipientsOf(fresh))
      await (duplicates.size === 0 ? lanes.added(recipient, dueMs) : lanes.refresh(recipient));
    return ids.filter((_, i) => !duplicates.has(i));
  }

  async function claim(...[recipient, owner, nowMs, leaseMs, limit]: Parameters<Outbox['claim']>) {
    const fence = await lanes.take(recipient, owner, nowMs, leaseMs);
    if (fence === null) return null;
    await rows.updateMany(ask.openOf(recipient).filter, { $set: { fence } });
    const found = await findSome(rows, OUTBOX_LANE_QUERIES.head(recipient), limit);
    const notYet = found.findIndex((row) => row.notBeforeMs > nowMs);
    const ready = notYet < 0 ? found : found.slice(0, notYet);
    if (ready.length > 0) return { ...recipient, fence, rows: ready.map(outboxRow) };
    // The lane was behind its rows, because somebody died between changing them and it.
    await lanes.release(recipient, fence);
    return null;
  }

  async function update(id: string, fence: number, change: OutboxChange): Promise<boolean> {
    const lane = await changeTaken(id, fence, change);
    if (lane && change.to !== 'sending') await lanes.refresh(lane);
    if (lane) return true;
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const row = await findFirst(rows, ask.one(id));
      if (!row || row.state === 'staged') return false;
      const isTaken = row.fence === fence;
      const isOpen = row.settledAtMs === undefined;
      // A row without our stamp came after the claim, and is ours as long as the lane is.
      if (!(isTaken && isOpen) && !(await lanes.holds(row, fence))) return false;
      // One that an echo settled meanwhile stays settled; it only must not be sent again.
      if (!isOpen && change.to !== 'remove') return change.to !== 'sending';
      if (!(await apply(row, fence, change))) continue;
      if (change.to !== 'sending') await lanes.refresh(row);
      return true;
    }
    return false;
  }

  /** An open row with our stamp takes one write. @returns whose lane it is in; null where more is to be looked at. */
  async function changeTaken(id: string, fence: number, change: OutboxChange): Promise<RecipientLane | null> {
    const { filter } = ask.takenBy(id, fence);
    const projection = { conversationId: 1, lane: 1 };
    if (change.to === 'remove') return rows.collection.findOneAndDelete(filter, { projection }) as never;
    // What becomes of a skipped row depends on its lane.
    if (change.to === 'skipped') return null;
    return rows.collection.findOneAndUpdate(filter, changeOf(change), { projection }) as never;
  }

  async function apply(row: OutboxDocument, fence: number, change: OutboxChange): Promise<boolean> {
    const isOpen = row.settledAtMs === undefined;
    const { filter } = isOpen ? ask.takenBy(row._id, row.fence) : ask.one(row._id);
    if (change.to === 'remove') return (await rows.deleteOne(filter)).deletedCount === 1;
    const { $set, ...others } = changeOf(change, row.lane);
    return (await rows.updateOne(filter, { $set: { ...$set, fence }, ...others })).matchedCount === 1;
  }

  async function takeBack(...[id, unsentId, before]: Parameters<Outbox['takeBack']>): Promise<boolean> {
    const { state, attempts, reason, attemptId, attemptAtMs } = before;
    const fields = Object.entries({ state, attempts, reason, attemptId, attemptAtMs });
    const absent = fields.filter(([, value]) => value === null).map(([field]) => [field, 1]);
    const row = await rows.collection.findOneAndUpdate(
      ask.attempted(id, unsentId).filter,
      {
        $set: Object.fromEntries(fields.filter(([, value]) => value !== null)),
        ...(absent.length > 0 && { $unset: Object.fromEntries(absent) }),
      },
      { projection: { conversationId: 1, lane: 1 } },
    );
    if (row) await lanes.refresh(row as never);
    return row !== null;
  }

  async function prove(id: string, platformMessageId: string, atMs: number): Promise<boolean> {
    const { filter } = ask.unsettled(id);
    const row = await findFirst(rows, ask.unsettled(id), { conversationId: 1, lane: 1 });
    if (!row) return false;
    // Nothing of a safety card survives its delivery, however we learn of it.
    const isSettled =
      row.lane === 'safety'
        ? (await rows.deleteOne(filter)).deletedCount === 1
        : (await rows.updateOne(filter, settled('sent', atMs, { platformMessageId, reason: 'proof' })))
            .matchedCount === 1;
    if (isSettled) await lanes.refresh(row);
    return isSettled;
  }

  return {
    insertMany: async (fresh) => (fresh.length === 0 ? [] : insertMany(fresh)),
    claim,
    renew: lanes.renew,
    update,
    takeBack,
    async release(recipient, fence) {
      if (!(await lanes.release(recipient, fence))) return;
      await rows.updateMany({ ...ask.openOf(recipient).filter, fence }, { $set: { fence: 0 } });
    },
    due: lanes.due,
    prove,
  };
}

/** @param lane - Of the row; a skipped reply is owed. */
function changeOf(change: OutboxChange, lane?: Lane) {
  switch (change.to) {
    case 'sending':
      return {
        $set: { state: 'sending', attemptId: change.attemptId, attemptAtMs: change.atMs },
        $inc: { attempts: 1 },
      };
    case 'pending':
    case 'unknown':
      return { $set: { state: change.to, notBeforeMs: change.notBeforeMs, reason: change.reason } };
    case 'sent': {
      const { platformMessageId, reason, atMs } = change;
      return settled('sent', atMs, { platformMessageId, ...(reason !== undefined && { reason }) });
    }
    case 'failed':
      return settled('failed', change.atMs, { reason: change.reason });
    case 'skipped': {
      if (lane !== 'reply') return settled('skipped', change.atMs, { reason: change.reason });
      return { $set: { state: 'skipped', reason: change.reason, settledAtMs: change.atMs, owed: true } };
    }
    case 'remove':
      return { $set: {} };
  }
}

/** The final states that keep no text. */
function settled(state: 'sent' | 'failed' | 'skipped', atMs: number, more: Record<string, string>) {
  // A reason of an earlier attempt does not tell why this one ended.
  const unset = { part: 1 as const, ...('reason' in more ? {} : { reason: 1 as const }) };
  return { $set: { state, settledAtMs: atMs, ...more }, $unset: unset };
}

/** The lanes of some rows, and when the first of them may go. */
function recipientsOf(rows: readonly NewOutboxRow[]): [RecipientLane, number][] {
  const found = new Map<string, [RecipientLane, number]>();
  for (const { conversationId, lane, notBeforeMs } of rows) {
    const key = `${lane} ${conversationId}`;
    const dueMs = Math.min(notBeforeMs, found.get(key)?.[1] ?? notBeforeMs);
    found.set(key, [{ conversationId, lane }, dueMs]);
  }
  return [...found.values()];
}

/** @throws {InvalidRecord} naming fields, never values. */
async function assertValid(validate: () => Promise<unknown>): Promise<void> {
  try {
    await validate();
  } catch (error) {
    if (!(error instanceof mongoose.Error.ValidationError)) throw error;
    const faults = Object.entries(error.errors).map(([path, { kind }]) => `${path}: ${kind ?? 'invalid'}`);
    throw new InvalidRecord('outbox', faults);
  }
}
