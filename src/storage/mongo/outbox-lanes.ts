import mongoose, { type Connection, Schema } from 'mongoose';
import { LANES, type Lane } from '../../domain/message.ts';
import type { Outbox, RecipientLane } from '../outbox.ts';
import type { Counters } from './counters.ts';
import { isDuplicateKey } from './errors.ts';
import { outboxModel, SENDING_ORDER, statesToSend } from './outbox-row.ts';
import { type CollectionSpec, findFirst, findSome, ID_INDEX, queries } from './query.ts';

/** Attempts to write a lane that others write at the same time. Each lost round means that another one won. */
const MAX_ROUNDS = 100;

interface LaneDocument {
  /** Begins with the conversation, by which it would be sharded. */
  _id: string;
  conversationId: string;
  lane: Lane;
  channel: string;
  fence: number;
  leaseOwner: string | null;
  leaseUntilMs: number;
  /** When its first row may go. */
  headDueMs: number;
  /** The later of lease and head: from then on it can be claimed. */
  readyAtMs: number;
  /** Another one with each write, so that what was read before is not written after. */
  rev: mongoose.Types.ObjectId;
}

const laneSchema = new Schema<LaneDocument>(
  {
    _id: { type: String, required: true },
    conversationId: { type: String, required: true },
    lane: { type: String, required: true, enum: LANES },
    channel: { type: String, required: true },
    fence: { type: Number, required: true },
    leaseOwner: { type: String, default: null },
    leaseUntilMs: { type: Number, required: true },
    headDueMs: { type: Number, required: true },
    readyAtMs: { type: Number, required: true },
    rev: { type: Schema.Types.ObjectId, required: true },
  },
  { collection: 'outbox_lanes', versionKey: false, strict: 'throw' },
);

export const OUTBOX_LANES_COLLECTION: CollectionSpec = {
  collection: 'outbox_lanes',
  indexes: [{ name: 'lanes_ready', keys: { channel: 1, lane: 1, readyAtMs: 1, _id: 1 } }],
};

export const OUTBOX_LANE_QUERIES = queries({
  head: ({ conversationId, lane }: RecipientLane) => ({
    filter: { conversationId, lane, state: { $in: statesToSend(lane) } },
    sort: SENDING_ORDER,
    hint: 'outbox_lane',
  }),
  lane: (id: string) => ({ filter: { _id: id }, hint: ID_INDEX }),
  unchanged: (id: string, rev: mongoose.Types.ObjectId) => ({ filter: { _id: id, rev }, hint: ID_INDEX }),
  ready: (id: string, nowMs: number) => ({
    filter: { _id: id, readyAtMs: { $lte: nowMs } },
    hint: ID_INDEX,
  }),
  held: (id: string, fence: number) => ({
    filter: { _id: id, fence, leaseOwner: { $ne: null } },
    hint: ID_INDEX,
  }),
  channels: () => ({ filter: {}, sort: { channel: 1 }, hint: 'lanes_ready' }),
  channelsAfter: (channel: string) => ({
    filter: { channel: { $gt: channel } },
    sort: { channel: 1 },
    hint: 'lanes_ready',
  }),
  due: (channel: string, lane: Lane, nowMs: number) => ({
    filter: { channel, lane, readyAtMs: { $lte: nowMs } },
    sort: { readyAtMs: 1, _id: 1 },
    hint: 'lanes_ready',
  }),
});

/**
 * One document for each recipient's lane that has rows to send, with its lease. It goes when the last of them is
 * settled, and the lease with it: nothing tells later that somebody once got a safety card.
 *
 * The rows are the truth and the lane follows them: whoever changes rows refreshes the lane afterwards. A process that
 * dies in between leaves a lane that is due too early (its next claim mends it) or, for an insert, one that is missing:
 * the insert was not answered then, and comes again.
 */
export interface OutboxLanes {
  /** Rows were changed or removed. */
  refresh(recipient: RecipientLane): Promise<void>;
  /** Rows were added. @param dueMs - When the first of them may go. */
  added(recipient: RecipientLane, dueMs: number): Promise<void>;
  /** Takes the lease of a lane that is due and free. */
  take(recipient: RecipientLane, owner: string, nowMs: number, leaseMs: number): Promise<number | null>;
  renew(recipient: RecipientLane, fence: number, untilMs: number): Promise<boolean>;
  /** @returns whether rows that are open still bear the fence: false when it was no longer ours, or nothing is open. */
  release(recipient: RecipientLane, fence: number): Promise<boolean>;
  holds(recipient: RecipientLane, fence: number): Promise<boolean>;
  due: Outbox['due'];
}

/** What became of a lane that was written: nothing is open any more, or somebody else has it. */
type Written = 'open' | 'gone' | 'not-ours';

export function outboxLanes(db: Connection, counters: Counters): OutboxLanes {
  const lanes = db.model<LaneDocument>('outbox_lanes', laneSchema);
  const rows = outboxModel(db);
  const ask = OUTBOX_LANE_QUERIES;

  /** Writes the lane as its rows are now; `null` when somebody else wrote it in the meantime. */
  async function write(recipient: RecipientLane, dropped: number | null): Promise<Written | null> {
    const id = idOf(recipient);
    const lane = await findFirst(lanes, ask.lane(id));
    if (dropped !== null && lane?.fence !== dropped) return 'not-ours';
    const head = await findFirst(rows, ask.head(recipient), { notBeforeMs: 1 });
    if (!lane && !head) return 'gone';
    if (!lane) return head && (await create(recipient, head.notBeforeMs)) ? 'open' : null;
    const unchanged = ask.unchanged(id, lane.rev).filter;
    if (!head) return (await lanes.deleteOne(unchanged)).deletedCount === 1 ? 'gone' : null;
    const lease = dropped === null ? lane : { leaseOwner: null, leaseUntilMs: 0 };
    const done = await lanes.updateOne(unchanged, {
      $set: {
        leaseOwner: lease.leaseOwner,
        leaseUntilMs: lease.leaseUntilMs,
        headDueMs: head.notBeforeMs,
        readyAtMs: Math.max(head.notBeforeMs, lease.leaseUntilMs),
        rev: new mongoose.Types.ObjectId(),
      },
    });
    return done.matchedCount === 1 ? 'open' : null;
  }

  async function create(recipient: RecipientLane, dueMs: number): Promise<boolean> {
    const { conversationId, lane } = recipient;
    const made: LaneDocument = {
      ...{ _id: idOf(recipient), conversationId, lane, channel: channelOf(conversationId) },
      ...{ fence: 0, leaseOwner: null, leaseUntilMs: 0, headDueMs: dueMs, readyAtMs: dueMs },
      rev: new mongoose.Types.ObjectId(),
    };
    try {
      await lanes.collection.insertOne(made as never);
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  /** @param dropped - The fence whose lease ends with it; null leaves the lease as it is. */
  async function writeUntilDone(recipient: RecipientLane, dropped: number | null = null): Promise<Written> {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const written = await write(recipient, dropped);
      if (written) return written;
    }
    throw new Error('[storage] a lane of the outbox is written by too many at once');
  }

  async function channels(): Promise<string[]> {
    const found: string[] = [];
    for (;;) {
      const last = found.at(-1);
      const query = last === undefined ? ask.channels() : ask.channelsAfter(last);
      const next = await findFirst(lanes, query, { channel: 1 });
      if (!next) return found;
      found.push(next.channel);
    }
  }

  return {
    async refresh(recipient) {
      await writeUntilDone(recipient);
    },
    async added(recipient, dueMs) {
      // Nearly always nothing was open: then the lane is ours to make. One that is due too late is mended by its next claim.
      if (!(await create(recipient, dueMs))) await writeUntilDone(recipient);
    },
    async take(recipient, owner, nowMs, leaseMs) {
      const id = idOf(recipient);
      const { filter } = ask.ready(id, nowMs);
      if (!(await lanes.exists(filter))) return null;
      const fence = await counters.next('lane-fences');
      const leaseUntilMs = nowMs + leaseMs;
      const rev = new mongoose.Types.ObjectId();
      const taken = await lanes.findOneAndUpdate(filter, {
        // Its head is due, so that the lease alone says when it is ready again.
        $set: { fence, leaseOwner: owner, leaseUntilMs, readyAtMs: leaseUntilMs, rev },
      });
      return taken ? fence : null;
    },
    async renew(recipient, fence, untilMs) {
      const done = await lanes.updateOne(ask.held(idOf(recipient), fence).filter, {
        $set: { leaseUntilMs: untilMs, rev: new mongoose.Types.ObjectId() },
        $max: { readyAtMs: untilMs },
      });
      return done.matchedCount === 1;
    },
    release: async (recipient, fence) => (await writeUntilDone(recipient, fence)) === 'open',
    holds: async (recipient, fence) => (await lanes.exists(ask.held(idOf(recipient), fence).filter)) !== null,
    async due(nowMs, limit, filter = {}) {
      const among = filter.channels ?? (await channels());
      const found: RecipientLane[] = [];
      for (const lane of LANES.filter((one) => !filter.lanes || filter.lanes.includes(one))) {
        const left = limit - found.length;
        if (left === 0) break;
        const ready = await Promise.all(
          among.map((channel) => findSome(lanes, ask.due(channel, lane, nowMs), left)),
        );
        const inOrder = ready.flat().sort((a, b) => a.readyAtMs - b.readyAtMs);
        found.push(...inOrder.slice(0, left).map(({ conversationId }) => ({ conversationId, lane })));
      }
      return found;
    },
  };
}

function idOf({ conversationId, lane }: RecipientLane): string {
  return `${conversationId} ${lane}`;
}

function channelOf(conversationId: string): string {
  return conversationId.split(':', 1)[0] as string;
}
