import { type AcceptedEvent, orderKeyOf } from '../../domain/event-log.ts';
import type { Inbox } from '../inbox.ts';
import type { Connection } from './connection.ts';
import type { GroupCommit } from './group-commit.ts';
import { inboxHeads } from './inbox-heads.ts';

/** `more` is counted no further than this: the turn only asks whether there are none, few or many. */
const MAX_MORE = 99;

export const INBOX_QUERIES = {
  insert: `INSERT INTO inbox
    (key, state, conversation_id, kind, order_ms, position, accept_seq, accepted_at_ms, payload)
    VALUES (?, 'pending', ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING`,
  next: `SELECT payload, attempts, not_before_ms,
      (SELECT count(*) FROM (SELECT 1 FROM inbox
        WHERE conversation_id = ?1 AND state = 'pending' LIMIT ${MAX_MORE + 1})) AS waiting
    FROM inbox WHERE conversation_id = ?1 AND state = 'pending'
    ORDER BY order_ms, position, accept_seq, row LIMIT 1`,
  conversation: `SELECT conversation_id FROM inbox WHERE key = ? AND state <> 'done'`,
  finish: `UPDATE inbox SET state = 'done', done_at_ms = ?, payload = NULL, conversation_id = NULL, error_code = NULL
    WHERE key = ?`,
  postpone: `UPDATE inbox SET attempts = ?, not_before_ms = ?, error_code = ? WHERE key = ? AND state = 'pending'`,
  park: `UPDATE inbox SET state = 'parked', error_code = ? WHERE key = ? AND state = 'pending'`,
} as const;

interface NextRow {
  payload: string;
  attempts: number;
  not_before_ms: number;
  waiting: number;
}

export function sqliteInbox(db: Connection, commits: GroupCommit): Inbox {
  const insert = db.prepare(INBOX_QUERIES.insert);
  const next = db.prepare<NextRow>(INBOX_QUERIES.next);
  const conversation = db.prepare<{ conversation_id: string }>(INBOX_QUERIES.conversation);
  const finish = db.prepare(INBOX_QUERIES.finish);
  const postpone = db.prepare(INBOX_QUERIES.postpone);
  const park = db.prepare(INBOX_QUERIES.park);
  const heads = inboxHeads(db);

  function accept(event: AcceptedEvent, payload: string): 'accepted' | 'duplicate' {
    const { key, conversationId, kind, acceptedAtMs } = event;
    const changes = insert.run([key, conversationId, kind, ...orderKeyOf(event), acceptedAtMs, payload]);
    if (changes === 0) return 'duplicate';
    heads.added(conversationId, acceptedAtMs);
    return 'accepted';
  }

  /** Changes one event and finds its conversation's new head. False when the event is done or unknown. */
  function change(key: string, run: () => number): boolean {
    const row = conversation.get([key]);
    if (!row || run() === 0) return false;
    heads.refresh(row.conversation_id);
    return true;
  }

  return {
    async acceptMany(events) {
      if (events.length === 0) return [];
      const payloads = events.map((event) => JSON.stringify(event));
      return commits.write(() => events.map((event, i) => accept(event, payloads[i] as string)));
    },
    async next(conversationId, nowMs) {
      const row = next.get([conversationId]);
      if (!row || row.not_before_ms > nowMs) return null;
      const event = JSON.parse(row.payload) as AcceptedEvent;
      return { event, attempts: row.attempts, more: row.waiting - 1 };
    },
    finish: (key, doneAtMs) => commits.write(() => change(key, () => finish.run([doneAtMs, key]))),
    async postpone(key, attempts, notBeforeMs, errorCode) {
      await commits.write(() => change(key, () => postpone.run([attempts, notBeforeMs, errorCode, key])));
    },
    async park(key, errorCode) {
      await commits.write(() => change(key, () => park.run([errorCode, key])));
    },
    waiting: async (nowMs, limit) => heads.due(nowMs, limit),
  };
}
