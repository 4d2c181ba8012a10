import type { Lane, OutboundPart } from '../../domain/message.ts';
import type { OutboxRow, OutboxState } from '../outbox.ts';

/**
 * Rows that a lane still has to send: open, and no broadcast with an unknown outcome. Such a one waits for an officer,
 * and must neither hold its lane nor ring the sweep for ever.
 */
export const TO_SEND = `settled_at_ms IS NULL AND NOT (lane = 'broadcast' AND state = 'unknown')`;

/** A row of table `outbox` as the engine returns it. */
export interface OutboxSqlRow {
  id: string;
  conversation_id: string;
  lane: Lane;
  grp: number;
  idx: number;
  part: string | null;
  purpose: string;
  created_at_ms: number;
  not_before_ms: number;
  expires_at_ms: number | null;
  state: OutboxState;
  attempts: number;
  attempt_id: string | null;
  attempt_at_ms: number | null;
  platform_message_id: string | null;
  reason: string | null;
  settled_at_ms: number | null;
}

export function outboxRow(row: OutboxSqlRow): OutboxRow {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    lane: row.lane,
    group: row.grp,
    index: row.idx,
    part: row.part === null ? null : (JSON.parse(row.part) as OutboundPart),
    purpose: row.purpose,
    createdAtMs: row.created_at_ms,
    notBeforeMs: row.not_before_ms,
    expiresAtMs: row.expires_at_ms,
    state: row.state,
    attempts: row.attempts,
    attemptId: row.attempt_id,
    attemptAtMs: row.attempt_at_ms,
    platformMessageId: row.platform_message_id,
    reason: row.reason,
    settledAtMs: row.settled_at_ms,
  };
}
