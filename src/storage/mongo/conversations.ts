import { type Connection, Schema } from 'mongoose';
import { type Conversation, draftAgeOf, newConversation } from '../../domain/conversation.ts';
import type { ClaimedConversation, Conversations, StoredConversation } from '../conversations.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { Counters } from './counters.ts';
import { isDuplicateKey } from './errors.ts';
import { type Packed, packed, unpacked } from './packed.ts';
import { type CollectionSpec, findFirst, findSome, ID_INDEX, queries } from './query.ts';

/** Follows `:` in the order of characters: ids of channel `c` lie between `c:` and `c;`. */
const AFTER_COLON = ';';
/** Sorts after every id. */
const LAST_TEXT = '\u{10FFFF}';

/**
 * Claims of one document before its fences could meet those of the document that follows after an erasure. So a fence
 * never comes twice, and a claim is still one write.
 */
const FENCES_OF_ONE_LIFE = 1_000_000;

interface ConversationDocument extends Packed {
  _id: string;
  version: number;
  fence: number;
  leaseOwner: string | null;
  leaseUntilMs: number;
  /** Null, or missing in a document that an older build wrote, without an unfinished form. */
  draftTouchedMs?: number | null;
  draftConsented?: boolean;
}

const conversationSchema = new Schema<ConversationDocument>(
  {
    _id: { type: String, required: true },
    version: { type: Number, required: true },
    doc: { type: Schema.Types.Mixed, required: true },
    exact: String,
    fence: { type: Number, required: true },
    leaseOwner: { type: String, default: null },
    leaseUntilMs: { type: Number, required: true },
    draftTouchedMs: Number,
    draftConsented: Boolean,
  },
  { collection: 'conversations', versionKey: false, strict: 'throw', minimize: false },
);

export const CONVERSATIONS_COLLECTION: CollectionSpec = {
  collection: 'conversations',
  indexes: [{ name: 'conversations_drafts', keys: { draftConsented: 1, draftTouchedMs: 1, _id: 1 } }],
};

export const CONVERSATION_QUERIES = queries({
  one: (id: string) => ({ filter: { _id: id }, hint: ID_INDEX }),
  free: (id: string, nowMs: number) => ({
    filter: { _id: id, leaseUntilMs: { $lte: nowMs } },
    hint: ID_INDEX,
  }),
  held: (id: string, fence: number) => ({
    filter: { _id: id, fence, leaseOwner: { $ne: null } },
    hint: ID_INDEX,
  }),
  heldAt: (id: string, fence: number, version: number) => ({
    filter: { _id: id, fence, version, leaseOwner: { $ne: null } },
    hint: ID_INDEX,
  }),
  oldDrafts: (draftConsented: boolean, beforeMs: number) => ({
    filter: { draftConsented, draftTouchedMs: { $lt: beforeMs } },
    sort: { draftTouchedMs: 1, _id: 1 },
    hint: 'conversations_drafts',
  }),
  list: (from: string, to: string) => ({
    filter: { _id: { $gt: from, $lt: to } },
    sort: { _id: 1 },
    hint: ID_INDEX,
  }),
});

export function mongoConversations(db: Connection, counters: Counters): Conversations {
  const conversations = db.model<ConversationDocument>('conversations', conversationSchema);
  const ask = CONVERSATION_QUERIES;

  async function create(
    id: string,
    leaseOwner: string,
    leaseUntilMs: number,
  ): Promise<ClaimedConversation | null> {
    const value = newConversation();
    const fence = (await counters.next('conversation-lives')) * FENCES_OF_ONE_LIFE;
    const { doc } = packed(value);
    const made = { _id: id, version: 1, doc, fence, leaseOwner, leaseUntilMs };
    try {
      await conversations.collection.insertOne(made as never);
      return { id, version: 1, fence, value };
    } catch (error) {
      // Somebody else made it in the meantime, and holds it.
      if (isDuplicateKey(error)) return null;
      throw error;
    }
  }

  return {
    async get(id) {
      const found = await findFirst(conversations, ask.one(id));
      return found ? stored(id, found) : null;
    },
    async claim(id, owner, nowMs, leaseMs) {
      const leaseUntilMs = nowMs + leaseMs;
      const claimed = await conversations
        .findOneAndUpdate(
          ask.free(id, nowMs).filter,
          { $inc: { fence: 1 }, $set: { leaseOwner: owner, leaseUntilMs } },
          { returnDocument: 'after' },
        )
        .lean<ConversationDocument>();
      if (claimed) return { ...stored(id, claimed), fence: claimed.fence };
      const isHeld = await conversations.exists(ask.one(id).filter);
      return isHeld ? null : create(id, owner, leaseUntilMs);
    },
    async renew(id, fence, untilMs) {
      const done = await conversations.updateOne(ask.held(id, fence).filter, {
        $set: { leaseUntilMs: untilMs },
      });
      return done.matchedCount === 1;
    },
    async commit(id, fence, version, value) {
      const done = await conversations.updateOne(ask.heldAt(id, fence, version).filter, {
        ...setPacked(value),
        $inc: { version: 1 },
      });
      return done.matchedCount === 1 ? version + 1 : null;
    },
    async release(id, fence, last) {
      const free = { leaseOwner: null, leaseUntilMs: 0 };
      if (last) {
        const { $set, ...others } = setPacked(last.value);
        const change = { $set: { ...$set, ...free }, ...others, $inc: { version: 1 } };
        const both = await conversations.updateOne(ask.heldAt(id, fence, last.version).filter, change);
        if (both.matchedCount === 1) return true;
      }
      const done = await conversations.updateOne(ask.held(id, fence).filter, { $set: free });
      return done.matchedCount === 1;
    },
    async list({ after, limit, channel }) {
      const cursorFilter = ['conversations', channel ?? null];
      const from = after ? String(decodeCursor(cursorFilter, after, 1)[0]) : channel ? `${channel}:` : '';
      const to = channel ? `${channel}${AFTER_COLON}` : LAST_TEXT;
      const found = await findSome(conversations, ask.list(from, to), limit + 1);
      const items = found.slice(0, limit).map((one) => stored(one._id, one));
      const last = items.at(-1);
      const cursor = found.length > limit && last ? encodeCursor(cursorFilter, [last.id]) : null;
      return { items, cursor };
    },
    async oldDrafts({ consented, beforeMs, limit }) {
      const found = await findSome(conversations, ask.oldDrafts(consented, beforeMs), limit, { _id: 1 });
      return found.map(({ _id }) => _id);
    },
    async erase(id) {
      const gone = await conversations.deleteOne(ask.one(id).filter);
      return gone.deletedCount === 1;
    },
  };
}

function stored(id: string, document: Packed & { version: number }): StoredConversation {
  return { id, version: document.version, value: unpacked<Conversation>(document) };
}

function setPacked(value: Conversation) {
  const { doc, exact } = packed(value);
  const fields = { doc, ...draftFields(value) };
  return exact === undefined
    ? { $set: fields, $unset: { exact: 1 as const } }
    : { $set: { ...fields, exact } };
}

/** What of a conversation is indexed. */
export function draftFields(value: Conversation) {
  const { touchedAtMs, consented } = draftAgeOf(value);
  return { draftTouchedMs: touchedAtMs, draftConsented: consented };
}
