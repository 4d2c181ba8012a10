import { type Connection, Schema } from 'mongoose';
import { LANES, type Lane, type OutboundPart } from '../../domain/message.ts';
import type { NewOutboxRow, OutboxRow, OutboxState } from '../outbox.ts';
import type { CollectionSpec } from './query.ts';

/** `staged` is known to this engine alone: the row belongs to a batch that is not complete yet. */
export type StoredState = OutboxState | 'staged';

export const STATES: readonly OutboxState[] = ['pending', 'sending', 'sent', 'failed', 'skipped', 'unknown'];
export const OPEN_STATES = ['pending', 'sending', 'unknown'] as const;
/** Whose first byte may have left. */
export const UNSETTLED_STATES = ['sending', 'unknown'] as const;

/**
 * States of the rows that a lane still has to send. A broadcast with an unknown outcome waits for an officer, and must
 * neither hold its lane nor ring the sweep for ever.
 */
export function statesToSend(lane: Lane): readonly StoredState[] {
  return lane === 'broadcast' ? ['pending', 'sending'] : OPEN_STATES;
}

export interface OutboxDocument {
  _id: string;
  conversationId: string;
  lane: Lane;
  group: number;
  index: number;
  /** JSON; absent once erased. */
  part?: string;
  purpose: string;
  createdAtMs: number;
  notBeforeMs: number;
  expiresAtMs: number | null;
  state: StoredState;
  attempts: number;
  attemptId?: string;
  attemptAtMs?: number;
  platformMessageId?: string;
  reason?: string;
  settledAtMs?: number;
  /** A skipped reply that keeps its part. */
  owed?: true;
  /** Fence of the claim that last took the row; 0 for none. */
  fence: number;
}

const outboxSchema = new Schema<OutboxDocument>(
  {
    _id: { type: String, required: true },
    conversationId: { type: String, required: true },
    lane: { type: String, required: true, enum: LANES },
    group: { type: Number, required: true },
    index: { type: Number, required: true },
    part: String,
    purpose: { type: String, required: true },
    createdAtMs: { type: Number, required: true },
    notBeforeMs: { type: Number, required: true },
    expiresAtMs: { type: Number, default: null },
    state: { type: String, required: true, enum: ['staged', ...STATES] },
    attempts: { type: Number, required: true },
    attemptId: String,
    attemptAtMs: Number,
    platformMessageId: String,
    reason: String,
    settledAtMs: Number,
    owed: Boolean,
    fence: { type: Number, required: true },
  },
  { collection: 'outbox', versionKey: false, strict: 'throw' },
);

/** Order of sending within one recipient's lane. */
export const SENDING_ORDER = { group: 1, index: 1, _id: 1 } as const;

export const OUTBOX_COLLECTION: CollectionSpec = {
  collection: 'outbox',
  indexes: [
    { name: 'outbox_lane', keys: { conversationId: 1, lane: 1, state: 1, ...SENDING_ORDER } },
    { name: 'outbox_state', keys: { state: 1, createdAtMs: 1, _id: 1 } },
    { name: 'outbox_state_lane', keys: { state: 1, lane: 1 } },
    {
      name: 'outbox_owed',
      keys: { conversationId: 1, owed: 1, ...SENDING_ORDER },
      where: { owed: true },
    },
    {
      name: 'outbox_settled',
      keys: { settledAtMs: 1 },
      where: { settledAtMs: { $exists: true } },
    },
  ],
};

export function outboxModel(db: Connection) {
  return db.model<OutboxDocument>('outbox', outboxSchema);
}

export function newDocument(row: NewOutboxRow, state: 'staged' | 'pending'): OutboxDocument {
  const { id, conversationId, lane, group, index, purpose, createdAtMs, notBeforeMs, expiresAtMs } = row;
  return {
    _id: id,
    ...{ conversationId, lane, group, index, purpose, createdAtMs, notBeforeMs, expiresAtMs },
    part: JSON.stringify(row.part),
    state,
    attempts: 0,
    fence: 0,
  };
}

/** @throws {TypeError} for a staged row: the port does not know it. */
export function outboxRow(document: OutboxDocument): OutboxRow {
  if (document.state === 'staged') throw new TypeError('a staged row is not to be seen');
  return {
    id: document._id,
    conversationId: document.conversationId,
    lane: document.lane,
    group: document.group,
    index: document.index,
    part: document.part === undefined ? null : (JSON.parse(document.part) as OutboundPart),
    purpose: document.purpose,
    createdAtMs: document.createdAtMs,
    notBeforeMs: document.notBeforeMs,
    expiresAtMs: document.expiresAtMs,
    state: document.state,
    attempts: document.attempts,
    attemptId: document.attemptId ?? null,
    attemptAtMs: document.attemptAtMs ?? null,
    platformMessageId: document.platformMessageId ?? null,
    reason: document.reason ?? null,
    settledAtMs: document.settledAtMs ?? null,
  };
}
