import { LANES } from '../../domain/message.ts';
import type { Outbox, RecipientLane } from '../outbox.ts';
import type { Connection } from './connection.ts';
import { TO_SEND } from './outbox-row.ts';

export const OUTBOX_LANE_QUERIES = {
  head: `SELECT not_before_ms FROM outbox WHERE conversation_id = ? AND lane = ? AND ${TO_SEND}
    ORDER BY grp, idx, row LIMIT 1`,
  add: `INSERT INTO outbox_lanes (conversation_id, lane, channel, head_due_ms, ready_at_ms) VALUES (?, ?, ?, ?, ?)`,
  move: `UPDATE outbox_lanes SET head_due_ms = ?1, ready_at_ms = max(?1, lease_until_ms)
    WHERE conversation_id = ?2 AND lane = ?3`,
  remove: 'DELETE FROM outbox_lanes WHERE conversation_id = ? AND lane = ?',
  readyAt: 'SELECT ready_at_ms FROM outbox_lanes WHERE conversation_id = ? AND lane = ?',
  take: `UPDATE outbox_lanes SET fence = ?1, lease_owner = ?2, lease_until_ms = ?3, ready_at_ms = max(?3, head_due_ms)
    WHERE conversation_id = ?4 AND lane = ?5`,
  renew: `UPDATE outbox_lanes SET lease_until_ms = ?1, ready_at_ms = max(?1, head_due_ms)
    WHERE conversation_id = ?2 AND lane = ?3 AND fence = ?4 AND lease_owner IS NOT NULL`,
  release: `UPDATE outbox_lanes SET lease_owner = NULL, lease_until_ms = 0, ready_at_ms = head_due_ms
    WHERE conversation_id = ? AND lane = ? AND fence = ? AND lease_owner IS NOT NULL`,
  held: `SELECT 1 FROM outbox_lanes
    WHERE conversation_id = ? AND lane = ? AND fence = ? AND lease_owner IS NOT NULL`,
  nextChannel: 'SELECT min(channel) AS channel FROM outbox_lanes WHERE channel > ?',
  due: `SELECT conversation_id, ready_at_ms FROM outbox_lanes
    WHERE channel = ? AND lane = ? AND ready_at_ms <= ? ORDER BY ready_at_ms, conversation_id LIMIT ?`,
} as const;

/**
 * One row for each recipient's lane that has open rows, with its lease. It goes when the last open row is settled, and
 * the lease with it: nothing tells later that somebody once got a safety card. Call it inside a group-commit closure.
 */
export interface OutboxLanes {
  /** Open rows were added, changed or removed. */
  refresh(recipient: RecipientLane): void;
  /** Takes the lease of a lane that is due and free. */
  take(
    recipient: RecipientLane,
    owner: string,
    nowMs: number,
    leaseMs: number,
    fence: () => number,
  ): number | null;
  renew(recipient: RecipientLane, fence: number, untilMs: number): boolean;
  release(recipient: RecipientLane, fence: number): void;
  holds(recipient: RecipientLane, fence: number): boolean;
  due: (...args: Parameters<Outbox['due']>) => RecipientLane[];
}

export function outboxLanes(db: Connection): OutboxLanes {
  const head = db.prepare<{ not_before_ms: number }>(OUTBOX_LANE_QUERIES.head);
  const add = db.prepare(OUTBOX_LANE_QUERIES.add);
  const move = db.prepare(OUTBOX_LANE_QUERIES.move);
  const remove = db.prepare(OUTBOX_LANE_QUERIES.remove);
  const readyAt = db.prepare<{ ready_at_ms: number }>(OUTBOX_LANE_QUERIES.readyAt);
  const take = db.prepare(OUTBOX_LANE_QUERIES.take);
  const renew = db.prepare(OUTBOX_LANE_QUERIES.renew);
  const release = db.prepare(OUTBOX_LANE_QUERIES.release);
  const held = db.prepare<object>(OUTBOX_LANE_QUERIES.held);
  const nextChannel = db.prepare<{ channel: string | null }>(OUTBOX_LANE_QUERIES.nextChannel);
  const due = db.prepare<{ conversation_id: string; ready_at_ms: number }>(OUTBOX_LANE_QUERIES.due);

  function channels(): string[] {
    const found: string[] = [];
    for (
      let channel = nextChannel.get([''])?.channel;
      channel;
      channel = nextChannel.get([channel])?.channel
    ) {
      found.push(channel);
    }
    return found;
  }

  return {
    refresh({ conversationId, lane }) {
      const first = head.get([conversationId, lane]);
      if (!first) {
        remove.run([conversationId, lane]);
        return;
      }
      const dueMs = first.not_before_ms;
      if (move.run([dueMs, conversationId, lane]) > 0) return;
      add.run([conversationId, lane, channelOf(conversationId), dueMs, dueMs]);
    },
    take({ conversationId, lane }, owner, nowMs, leaseMs, nextFence) {
      const row = readyAt.get([conversationId, lane]);
      if (!row || row.ready_at_ms > nowMs) return null;
      const fence = nextFence();
      take.run([fence, owner, nowMs + leaseMs, conversationId, lane]);
      return fence;
    },
    renew: ({ conversationId, lane }, fence, untilMs) =>
      renew.run([untilMs, conversationId, lane, fence]) === 1,
    release({ conversationId, lane }, fence) {
      release.run([conversationId, lane, fence]);
    },
    holds: ({ conversationId, lane }, fence) => held.get([conversationId, lane, fence]) !== undefined,
    due(nowMs, limit, filter = {}) {
      const among = filter.channels ?? channels();
      const lanes = LANES.filter((lane) => !filter.lanes || filter.lanes.includes(lane));
      const found: RecipientLane[] = [];
      for (const lane of lanes) {
        const rows = among.flatMap((channel) => due.all([channel, lane, nowMs, limit - found.length]));
        rows.sort((a, b) => a.ready_at_ms - b.ready_at_ms);
        for (const row of rows.slice(0, limit - found.length)) {
          found.push({ conversationId: row.conversation_id, lane });
        }
      }
      return found;
    },
  };
}

function channelOf(conversationId: string): string {
  return conversationId.split(':', 1)[0] as string;
}
