import { LANES } from '../../domain/message.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { OpenState, OutboxAdmin, OutboxState } from '../outbox.ts';
import type { Connection } from './connection.ts';
import type { GroupCommit } from './group-commit.ts';
import { outboxLanes } from './outbox-lanes.ts';
import { type OutboxSqlRow, outboxRow } from './outbox-row.ts';

/** The port promises no more candidates for a proof than this. */
const MAX_UNSETTLED = 50;

export const OUTBOX_ADMIN_QUERIES = {
  get: 'SELECT * FROM outbox WHERE id = ?',
  counts: 'SELECT count(*) AS n FROM outbox WHERE state = ?',
  openCounts: 'SELECT count(*) AS n FROM outbox WHERE state = ? AND lane = ?',
  unknownOf: "SELECT conversation_id FROM outbox WHERE id = ? AND lane = 'broadcast' AND state = 'unknown'",
  sendAgain: "UPDATE outbox SET state = 'pending', not_before_ms = 0, reason = 'released' WHERE id = ?",
  list: `SELECT * FROM outbox WHERE state = ? AND (created_at_ms, id) > (?, ?) ORDER BY created_at_ms, id LIMIT ?`,
  owed: `SELECT * FROM outbox WHERE conversation_id = ? AND state = 'skipped' AND part IS NOT NULL
    ORDER BY grp, idx, row LIMIT ?`,
  given:
    "UPDATE outbox SET part = NULL, reason = 'given' WHERE id = ? AND state = 'skipped' AND part IS NOT NULL",
  unsettled: `SELECT * FROM outbox WHERE conversation_id = ? AND settled_at_ms IS NULL
    AND state IN ('sending', 'unknown') ORDER BY lane, grp, idx, row LIMIT ${MAX_UNSETTLED}`,
  forget: `DELETE FROM outbox WHERE row IN
    (SELECT row FROM outbox WHERE settled_at_ms < ? ORDER BY settled_at_ms LIMIT ?)`,
  erase: 'DELETE FROM outbox WHERE conversation_id = ?',
} as const;

const STATES: readonly OutboxState[] = ['pending', 'sending', 'sent', 'failed', 'skipped', 'unknown'];

const OPEN_STATES: readonly OpenState[] = ['pending', 'sending', 'unknown'];

export function sqliteOutboxAdmin(db: Connection, commits: GroupCommit): OutboxAdmin {
  const get = db.prepare<OutboxSqlRow>(OUTBOX_ADMIN_QUERIES.get);
  const count = db.prepare<{ n: number }>(OUTBOX_ADMIN_QUERIES.counts);
  const openCount = db.prepare<{ n: number }>(OUTBOX_ADMIN_QUERIES.openCounts);
  const unknownOf = db.prepare<{ conversation_id: string }>(OUTBOX_ADMIN_QUERIES.unknownOf);
  const sendAgain = db.prepare(OUTBOX_ADMIN_QUERIES.sendAgain);
  const list = db.prepare<OutboxSqlRow>(OUTBOX_ADMIN_QUERIES.list);
  const owed = db.prepare<OutboxSqlRow>(OUTBOX_ADMIN_QUERIES.owed);
  const given = db.prepare(OUTBOX_ADMIN_QUERIES.given);
  const unsettled = db.prepare<OutboxSqlRow>(OUTBOX_ADMIN_QUERIES.unsettled);
  const forget = db.prepare(OUTBOX_ADMIN_QUERIES.forget);
  const erase = db.prepare(OUTBOX_ADMIN_QUERIES.erase);
  const lanes = outboxLanes(db);

  return {
    async get(id) {
      const row = get.get([id]);
      return row ? outboxRow(row) : null;
    },
    async counts() {
      const entries = STATES.map((state) => [state, count.get([state])?.n ?? 0] as const);
      return Object.fromEntries(entries) as Record<OutboxState, number>;
    },
    async openCounts() {
      const none = () => ({ pending: 0, sending: 0, unknown: 0 });
      const counts = { safety: none(), reply: none(), broadcast: none() };
      for (const state of OPEN_STATES) {
        for (const lane of LANES) counts[lane][state] = openCount.get([state, lane])?.n ?? 0;
      }
      return counts;
    },
    sendAgain: (id) =>
      commits.write(() => {
        const row = unknownOf.get([id]);
        if (!row) return false;
        sendAgain.run([id]);
        lanes.refresh({ conversationId: row.conversation_id, lane: 'broadcast' });
        return true;
      }),
    async list(state, limit, after) {
      const filter = ['outbox', state];
      const [atMs, id] = after ? decodeCursor(filter, after, 2) : [-1, ''];
      const rows = list.all([state, Number(atMs), String(id), limit + 1]);
      const items = rows.slice(0, limit).map(outboxRow);
      const last = items.at(-1);
      const more = rows.length > limit && last;
      return { items, cursor: more ? encodeCursor(filter, [last.createdAtMs, last.id]) : null };
    },
    owed: async (conversationId, limit) => owed.all([conversationId, limit]).map(outboxRow),
    given: (id) => commits.write(() => given.run([id]) === 1),
    unsettled: async (conversationId) => unsettled.all([conversationId]).map(outboxRow),
    forgetSettled: (beforeMs, limit) => commits.write(() => forget.run([beforeMs, limit])),
    erase: (conversationId) =>
      commits.write(() => {
        const erased = erase.run([conversationId]);
        for (const lane of LANES) lanes.refresh({ conversationId, lane });
        return erased;
      }),
  };
}
