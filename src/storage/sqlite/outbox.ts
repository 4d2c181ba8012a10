import type { NewOutboxRow, Outbox, OutboxChange, RecipientLane } from '../outbox.ts';
import type { Connection, SqlValue } from './connection.ts';
import { fenceCounter } from './fence.ts';
import type { GroupCommit } from './group-commit.ts';
import { type OutboxLanes, outboxLanes } from './outbox-lanes.ts';
import { type OutboxSqlRow, outboxRow, TO_SEND } from './outbox-row.ts';

const OPEN = 'id = ? AND settled_at_ms IS NULL';

export const OUTBOX_QUERIES = {
  insert: `INSERT INTO outbox
    (id, conversation_id, lane, grp, idx, part, purpose, created_at_ms, not_before_ms, expires_at_ms, state)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'pending') ON CONFLICT (id) DO NOTHING`,
  open: `SELECT * FROM outbox WHERE conversation_id = ? AND lane = ? AND ${TO_SEND}
    ORDER BY grp, idx, row LIMIT ?`,
  find: 'SELECT conversation_id, lane, state FROM outbox WHERE id = ?',
  sending: `UPDATE outbox SET state = 'sending', attempt_id = ?, attempt_at_ms = ?, attempts = attempts + 1
    WHERE ${OPEN}`,
  pending: `UPDATE outbox SET state = 'pending', not_before_ms = ?, reason = ? WHERE ${OPEN}`,
  unknown: `UPDATE outbox SET state = 'unknown', not_before_ms = ?, reason = ? WHERE ${OPEN}`,
  sent: `UPDATE outbox SET state = 'sent', platform_message_id = ?, settled_at_ms = ?, reason = ?, part = NULL
    WHERE ${OPEN}`,
  failed: `UPDATE outbox SET state = 'failed', reason = ?, settled_at_ms = ?, part = NULL WHERE ${OPEN}`,
  skipped: `UPDATE outbox SET state = 'skipped', reason = ?, settled_at_ms = ?,
    part = CASE lane WHEN 'reply' THEN part END WHERE ${OPEN}`,
  takeBack: `UPDATE outbox SET state = ?, reason = ?, attempts = ?, attempt_id = ?, attempt_at_ms = ?
    WHERE id = ? AND attempt_id = ? AND state IN ('sending', 'unknown')`,
  remove: 'DELETE FROM outbox WHERE id = ?',
} as const;

type Located = { conversation_id: string; lane: RecipientLane['lane']; state: string };

export function sqliteOutbox(db: Connection, commits: GroupCommit): Outbox {
  const insert = db.prepare(OUTBOX_QUERIES.insert);
  const open = db.prepare<OutboxSqlRow>(OUTBOX_QUERIES.open);
  const find = db.prepare<Located>(OUTBOX_QUERIES.find);
  const changes = {
    sending: db.prepare(OUTBOX_QUERIES.sending),
    pending: db.prepare(OUTBOX_QUERIES.pending),
    unknown: db.prepare(OUTBOX_QUERIES.unknown),
    sent: db.prepare(OUTBOX_QUERIES.sent),
    failed: db.prepare(OUTBOX_QUERIES.failed),
    skipped: db.prepare(OUTBOX_QUERIES.skipped),
    remove: db.prepare(OUTBOX_QUERIES.remove),
  };
  const undo = db.prepare(OUTBOX_QUERIES.takeBack);
  const lanes = outboxLanes(db);
  const nextFence = fenceCounter(db);

  function insertMany(rows: readonly NewOutboxRow[], parts: readonly string[]): string[] {
    const fresh = rows.filter((row, i) => insert.run(insertValues(row, parts[i] as string)) === 1);
    refreshEach(lanes, fresh);
    return fresh.map((row) => row.id);
  }

  function update(id: string, fence: number, change: OutboxChange): boolean {
    const row = find.get([id]);
    if (!row) return false;
    const recipient = { conversationId: row.conversation_id, lane: row.lane };
    if (!lanes.holds(recipient, fence)) return false;
    const changed = changes[change.to].run([...changeValues(change), id]);
    if (changed > 0) lanes.refresh(recipient);
    // A row that an echo settled meanwhile stays settled; it only must not be sent again.
    return changed > 0 || change.to !== 'sending';
  }

  function takeBack(...[id, attemptId, before]: Parameters<Outbox['takeBack']>): boolean {
    const { state, reason, attempts, attemptAtMs } = before;
    const row = find.get([id]);
    if (!row || undo.run([state, reason, attempts, before.attemptId, attemptAtMs, id, attemptId]) === 0)
      return false;
    lanes.refresh({ conversationId: row.conversation_id, lane: row.lane });
    return true;
  }

  function prove(id: string, platformMessageId: string, atMs: number): boolean {
    const row = find.get([id]);
    if (row?.state !== 'sending' && row?.state !== 'unknown') return false;
    // Nothing of a safety card survives its delivery, however we learn of it.
    if (row.lane === 'safety') changes.remove.run([id]);
    else changes.sent.run([platformMessageId, atMs, 'proof', id]);
    lanes.refresh({ conversationId: row.conversation_id, lane: row.lane });
    return true;
  }

  return {
    async insertMany(rows) {
      if (rows.length === 0) return [];
      const parts = rows.map((row) => JSON.stringify(row.part));
      return commits.write(() => insertMany(rows, parts));
    },
    claim: (recipient, owner, nowMs, leaseMs, limit) =>
      commits.write(() => {
        const fence = lanes.take(recipient, owner, nowMs, leaseMs, nextFence);
        if (fence === null) return null;
        const rows = open.all([recipient.conversationId, recipient.lane, limit]);
        const notYet = rows.findIndex((row) => row.not_before_ms > nowMs);
        const ready = notYet < 0 ? rows : rows.slice(0, notYet);
        return { ...recipient, fence, rows: ready.map(outboxRow) };
      }),
    renew: (recipient, fence, untilMs) => commits.write(() => lanes.renew(recipient, fence, untilMs)),
    update: (id, fence, change) => commits.write(() => update(id, fence, change)),
    takeBack: (...args) => commits.write(() => takeBack(...args)),
    release: (recipient, fence) => commits.write(() => lanes.release(recipient, fence)),
    due: async (nowMs, limit, filter) => lanes.due(nowMs, limit, filter),
    prove: (id, platformMessageId, atMs) => commits.write(() => prove(id, platformMessageId, atMs)),
  };
}

function insertValues(row: NewOutboxRow, part: string): SqlValue[] {
  const { id, conversationId, lane, group, index, purpose, createdAtMs, notBeforeMs, expiresAtMs } = row;
  return [id, conversationId, lane, group, index, part, purpose, createdAtMs, notBeforeMs, expiresAtMs];
}

/** The changing values in the order of the change's query, without the id. */
function changeValues(change: OutboxChange): SqlValue[] {
  switch (change.to) {
    case 'sending':
      return [change.attemptId, change.atMs];
    case 'pending':
    case 'unknown':
      return [change.notBeforeMs, change.reason];
    case 'sent':
      return [change.platformMessageId, change.atMs, change.reason ?? null];
    case 'failed':
    case 'skipped':
      return [change.reason, change.atMs];
    case 'remove':
      return [];
  }
}

function refreshEach(lanes: OutboxLanes, rows: readonly NewOutboxRow[]): void {
  const seen = new Set<string>();
  for (const { conversationId, lane } of rows) {
    const name = `${lane} ${conversationId}`;
    if (seen.has(name)) continue;
    seen.add(name);
    lanes.refresh({ conversationId, lane });
  }
}
