import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { InboxAdmin } from '../inbox.ts';
import type { Connection } from './connection.ts';
import type { GroupCommit } from './group-commit.ts';
import { inboxHeads } from './inbox-heads.ts';

export const INBOX_ADMIN_QUERIES = {
  pending: `SELECT count(*) AS n FROM inbox WHERE state = 'pending'`,
  parkedCount: `SELECT count(*) AS n FROM inbox WHERE state = 'parked'`,
  oldest: `SELECT accepted_at_ms FROM inbox WHERE state = 'pending' ORDER BY accepted_at_ms LIMIT 1`,
  parked: `SELECT key, conversation_id, kind, error_code, accepted_at_ms FROM inbox
    WHERE state = 'parked' AND (accepted_at_ms, key) > (?, ?) ORDER BY accepted_at_ms, key LIMIT ?`,
  parkedConversation: `SELECT conversation_id FROM inbox WHERE key = ? AND state = 'parked'`,
  unpark: `UPDATE inbox SET state = 'pending', attempts = 0, not_before_ms = 0, error_code = NULL WHERE key = ?`,
  forget: `DELETE FROM inbox WHERE row IN
    (SELECT row FROM inbox WHERE state = 'done' AND done_at_ms < ? ORDER BY done_at_ms LIMIT ?)`,
  erase: 'DELETE FROM inbox WHERE conversation_id = ?',
} as const;

interface ParkedRow {
  key: string;
  conversation_id: string;
  kind: string;
  error_code: string;
  accepted_at_ms: number;
}

const PARKED_FILTER = ['inbox', 'parked'];

export function sqliteInboxAdmin(db: Connection, commits: GroupCommit): InboxAdmin {
  const pending = db.prepare<{ n: number }>(INBOX_ADMIN_QUERIES.pending);
  const parkedCount = db.prepare<{ n: number }>(INBOX_ADMIN_QUERIES.parkedCount);
  const oldest = db.prepare<{ accepted_at_ms: number }>(INBOX_ADMIN_QUERIES.oldest);
  const parked = db.prepare<ParkedRow>(INBOX_ADMIN_QUERIES.parked);
  const parkedConversation = db.prepare<{ conversation_id: string }>(INBOX_ADMIN_QUERIES.parkedConversation);
  const unpark = db.prepare(INBOX_ADMIN_QUERIES.unpark);
  const forget = db.prepare(INBOX_ADMIN_QUERIES.forget);
  const erase = db.prepare(INBOX_ADMIN_QUERIES.erase);
  const heads = inboxHeads(db);

  return {
    async counts() {
      return {
        pending: pending.get()?.n ?? 0,
        parked: parkedCount.get()?.n ?? 0,
        oldestPendingAtMs: oldest.get()?.accepted_at_ms ?? null,
      };
    },
    async parked(limit, after) {
      const [atMs, key] = after ? decodeCursor(PARKED_FILTER, after, 2) : [-1, ''];
      const rows = parked.all([Number(atMs), String(key), limit + 1]);
      const items = rows.slice(0, limit).map((row) => ({
        key: row.key,
        conversationId: row.conversation_id,
        kind: row.kind,
        errorCode: row.error_code,
        acceptedAtMs: row.accepted_at_ms,
      }));
      const last = items.at(-1);
      const more = rows.length > limit && last;
      return { items, cursor: more ? encodeCursor(PARKED_FILTER, [last.acceptedAtMs, last.key]) : null };
    },
    unpark: (key) =>
      commits.write(() => {
        const row = parkedConversation.get([key]);
        if (!row) return false;
        unpark.run([key]);
        heads.refresh(row.conversation_id);
        return true;
      }),
    forgetDone: (beforeMs, limit) => commits.write(() => forget.run([beforeMs, limit])),
    erase: (conversationId) =>
      commits.write(() => {
        const erased = erase.run([conversationId]);
        heads.refresh(conversationId);
        return erased;
      }),
  };
}
