import type { Connection } from './connection.ts';

export const INBOX_HEAD_QUERIES = {
  // Where events wait already, the new one may come before them by the order law.
  add: `INSERT INTO inbox_heads (conversation_id, due_ms) VALUES (?, ?) ON CONFLICT (conversation_id) DO UPDATE
    SET due_ms = (SELECT coalesce(nullif(not_before_ms, 0), accepted_at_ms) FROM inbox
      WHERE inbox.conversation_id = inbox_heads.conversation_id AND state = 'pending'
      ORDER BY order_ms, position, accept_seq, row LIMIT 1)`,
  first: `SELECT not_before_ms, accepted_at_ms FROM inbox WHERE conversation_id = ? AND state = 'pending'
    ORDER BY order_ms, position, accept_seq, row LIMIT 1`,
  move: 'UPDATE inbox_heads SET due_ms = ? WHERE conversation_id = ?',
  remove: 'DELETE FROM inbox_heads WHERE conversation_id = ?',
  due: 'SELECT conversation_id FROM inbox_heads WHERE due_ms <= ? ORDER BY due_ms, conversation_id LIMIT ?',
} as const;

/**
 * Which conversations have a due event, without reading their events: a conversation that floods, or whose first event
 * is postponed, must not hide the others from the sweep. Call it inside the closure that changes the events.
 */
export interface InboxHeads {
  /** A pending event was inserted. */
  added(conversationId: string, acceptedAtMs: number): void;
  /** Pending events were changed or removed. */
  refresh(conversationId: string): void;
  due(nowMs: number, limit: number): string[];
}

export function inboxHeads(db: Connection): InboxHeads {
  const add = db.prepare(INBOX_HEAD_QUERIES.add);
  const first = db.prepare<{ not_before_ms: number; accepted_at_ms: number }>(INBOX_HEAD_QUERIES.first);
  const move = db.prepare(INBOX_HEAD_QUERIES.move);
  const remove = db.prepare(INBOX_HEAD_QUERIES.remove);
  const due = db.prepare<{ conversation_id: string }>(INBOX_HEAD_QUERIES.due);

  function refresh(conversationId: string): void {
    const head = first.get([conversationId]);
    if (!head) {
      remove.run([conversationId]);
      return;
    }
    // A postponed event is due at its time, any other since it was accepted.
    const dueMs = head.not_before_ms || head.accepted_at_ms;
    if (move.run([dueMs, conversationId]) === 0) add.run([conversationId, dueMs]);
  }

  return {
    added(conversationId, acceptedAtMs) {
      add.run([conversationId, acceptedAtMs]);
    },
    refresh,
    due: (nowMs, limit) => due.all([nowMs, limit]).map((row) => row.conversation_id),
  };
}
