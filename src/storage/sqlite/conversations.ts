import { type Conversation, draftAgeOf, newConversation } from '../../domain/conversation.ts';
import type { ClaimedConversation, Conversations, StoredConversation } from '../conversations.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { Page } from '../records.ts';
import type { Connection } from './connection.ts';
import { fenceCounter } from './fence.ts';
import type { GroupCommit } from './group-commit.ts';

/** Follows `:` in the order of characters: ids of channel `c` lie between `c:` and `c;`. */
const AFTER_COLON = ';';
/** Sorts after every id. */
const LAST_TEXT = '\u{10FFFF}';

export const CONVERSATION_QUERIES = {
  get: 'SELECT id, version, doc FROM conversations WHERE id = ?',
  lease: 'SELECT version, doc, lease_until_ms FROM conversations WHERE id = ?',
  create: `INSERT INTO conversations (id, version, doc, fence, lease_owner, lease_until_ms)
    VALUES (?, 1, ?, ?, ?, ?)`,
  take: 'UPDATE conversations SET fence = ?, lease_owner = ?, lease_until_ms = ? WHERE id = ?',
  renew: `UPDATE conversations SET lease_until_ms = ?
    WHERE id = ? AND fence = ? AND lease_owner IS NOT NULL`,
  commit: `UPDATE conversations SET version = version + 1, doc = ?, draft_touched_ms = ?, draft_consented = ?
    WHERE id = ? AND fence = ? AND version = ? AND lease_owner IS NOT NULL`,
  release: `UPDATE conversations SET lease_owner = NULL, lease_until_ms = 0
    WHERE id = ? AND fence = ? AND lease_owner IS NOT NULL`,
  list: 'SELECT id, version, doc FROM conversations WHERE id > ? AND id < ? ORDER BY id LIMIT ?',
  oldDrafts: `SELECT id FROM conversations
    WHERE draft_consented = ? AND draft_touched_ms IS NOT NULL AND draft_touched_ms < ?
    ORDER BY draft_touched_ms, id LIMIT ?`,
  erase: 'DELETE FROM conversations WHERE id = ?',
} as const;

interface Row {
  id: string;
  version: number;
  doc: string;
}

export function sqliteConversations(db: Connection, commits: GroupCommit): Conversations {
  const get = db.prepare<Row>(CONVERSATION_QUERIES.get);
  const lease = db.prepare<Row & { lease_until_ms: number }>(CONVERSATION_QUERIES.lease);
  const create = db.prepare(CONVERSATION_QUERIES.create);
  const take = db.prepare(CONVERSATION_QUERIES.take);
  const renew = db.prepare(CONVERSATION_QUERIES.renew);
  const commit = db.prepare(CONVERSATION_QUERIES.commit);
  const release = db.prepare(CONVERSATION_QUERIES.release);
  const list = db.prepare<Row>(CONVERSATION_QUERIES.list);
  const oldDrafts = db.prepare<{ id: string }>(CONVERSATION_QUERIES.oldDrafts);
  const erase = db.prepare(CONVERSATION_QUERIES.erase);
  const nextFence = fenceCounter(db);

  function claim(id: string, owner: string, nowMs: number, leaseMs: number): ClaimedConversation | null {
    const row = lease.get([id]);
    if (row && row.lease_until_ms > nowMs) return null;
    const fence = nextFence();
    if (row) {
      take.run([fence, owner, nowMs + leaseMs, id]);
      return { id, version: row.version, fence, value: JSON.parse(row.doc) as Conversation };
    }
    const value = newConversation();
    create.run([id, JSON.stringify(value), fence, owner, nowMs + leaseMs]);
    return { id, version: 1, fence, value };
  }

  return {
    async get(id) {
      const row = get.get([id]);
      return row ? stored(row) : null;
    },
    claim: (id, owner, nowMs, leaseMs) => commits.write(() => claim(id, owner, nowMs, leaseMs)),
    renew: (id, fence, untilMs) => commits.write(() => renew.run([untilMs, id, fence]) === 1),
    commit(id, fence, version, value) {
      const columns = columnsOf(value);
      return commits.write(() => (commit.run([...columns, id, fence, version]) === 1 ? version + 1 : null));
    },
    release(id, fence, last) {
      const columns = last && columnsOf(last.value);
      return commits.write(() => {
        if (last && columns) commit.run([...columns, id, fence, last.version]);
        return release.run([id, fence]) === 1;
      });
    },
    async list({ after, limit, channel }) {
      const filter = ['conversations', channel ?? null];
      const from = after ? String(decodeCursor(filter, after, 1)[0]) : channel ? `${channel}:` : '';
      const to = channel ? `${channel}${AFTER_COLON}` : LAST_TEXT;
      const rows = list.all([from, to, limit + 1]);
      return pageOf(rows, limit, filter);
    },
    async oldDrafts({ consented, beforeMs, limit }) {
      return oldDrafts.all([Number(consented), beforeMs, limit]).map(({ id }) => id);
    },
    erase: (id) => commits.write(() => erase.run([id]) === 1),
  };
}

/** The document, and what of it is indexed. */
export function columnsOf(
  value: Conversation,
): [doc: string, draftTouchedMs: number | null, draftConsented: number] {
  const { touchedAtMs, consented } = draftAgeOf(value);
  return [JSON.stringify(value), touchedAtMs, Number(consented)];
}

function stored(row: Row): StoredConversation {
  return { id: row.id, version: row.version, value: JSON.parse(row.doc) as Conversation };
}

function pageOf(rows: Row[], limit: number, filter: unknown): Page<StoredConversation> {
  const items = rows.slice(0, limit).map(stored);
  const last = items.at(-1);
  return { items, cursor: rows.length > limit && last ? encodeCursor(filter, [last.id]) : null };
}
