import type { Migration } from './migration.ts';

const INBOX = [
  // Kept for 30 days as key alone: conversation and payload are erased when the event is done.
  `CREATE TABLE inbox (
    row INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'parked', 'done')),
    conversation_id TEXT,
    kind TEXT NOT NULL,
    order_ms INTEGER NOT NULL,
    position INTEGER NOT NULL,
    accept_seq INTEGER NOT NULL,
    accepted_at_ms INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    not_before_ms INTEGER NOT NULL DEFAULT 0,
    error_code TEXT,
    payload TEXT,
    done_at_ms INTEGER
  )`,
  'CREATE UNIQUE INDEX inbox_key ON inbox (key)',
  `CREATE INDEX inbox_order ON inbox (conversation_id, state, order_ms, position, accept_seq, row)
    WHERE conversation_id IS NOT NULL`,
  `CREATE INDEX inbox_pending ON inbox (accepted_at_ms) WHERE state = 'pending'`,
  `CREATE INDEX inbox_parked ON inbox (accepted_at_ms, key) WHERE state = 'parked'`,
  `CREATE INDEX inbox_done ON inbox (done_at_ms) WHERE state = 'done'`,
  // One row for each conversation with pending events: when the first of them is due.
  `CREATE TABLE inbox_heads (
    conversation_id TEXT PRIMARY KEY,
    due_ms INTEGER NOT NULL
  ) WITHOUT ROWID`,
  'CREATE INDEX inbox_heads_due ON inbox_heads (due_ms, conversation_id)',
];

const CONVERSATIONS = [
  `CREATE TABLE conversations (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    doc TEXT NOT NULL,
    fence INTEGER NOT NULL,
    lease_owner TEXT,
    lease_until_ms INTEGER NOT NULL
  )`,
];

const OUTBOX = [
  `CREATE TABLE outbox (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    lane TEXT NOT NULL,
    grp INTEGER NOT NULL,
    idx INTEGER NOT NULL,
    part TEXT,
    purpose TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL,
    not_before_ms INTEGER NOT NULL,
    expires_at_ms INTEGER,
    state TEXT NOT NULL CHECK (state IN ('pending', 'sending', 'sent', 'failed', 'skipped', 'unknown')),
    attempts INTEGER NOT NULL DEFAULT 0,
    attempt_id TEXT,
    attempt_at_ms INTEGER,
    platform_message_id TEXT,
    reason TEXT,
    settled_at_ms INTEGER
  )`,
  'CREATE UNIQUE INDEX outbox_id ON outbox (id)',
  'CREATE INDEX outbox_lane ON outbox (conversation_id, settled_at_ms, lane, grp, idx, row)',
  'CREATE INDEX outbox_state ON outbox (state, created_at_ms, id)',
  'CREATE INDEX outbox_settled ON outbox (settled_at_ms) WHERE settled_at_ms IS NOT NULL',
  `CREATE INDEX outbox_owed ON outbox (conversation_id, grp, idx, row)
    WHERE state = 'skipped' AND part IS NOT NULL`,
  // One row for each recipient's lane with open rows: when its first row may go, and who holds it.
  `CREATE TABLE outbox_lanes (
    conversation_id TEXT NOT NULL,
    lane TEXT NOT NULL,
    channel TEXT NOT NULL,
    fence INTEGER NOT NULL DEFAULT 0,
    lease_owner TEXT,
    lease_until_ms INTEGER NOT NULL DEFAULT 0,
    head_due_ms INTEGER NOT NULL,
    ready_at_ms INTEGER NOT NULL,
    PRIMARY KEY (conversation_id, lane)
  ) WITHOUT ROWID`,
  'CREATE INDEX outbox_lanes_ready ON outbox_lanes (channel, lane, ready_at_ms, conversation_id)',
];

const SEQUENCES = [
  `CREATE TABLE sequence_numbers (
    scope TEXT NOT NULL,
    key TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (scope, key)
  ) WITHOUT ROWID`,
  'CREATE UNIQUE INDEX sequence_numbers_number ON sequence_numbers (scope, number)',
  // `fence` rises with each claim of anything, so that a fence never comes twice, not even after an erasure.
  'CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID',
  `INSERT INTO counters (name, value) VALUES ('fence', 0), ('ping', 0)`,
];

export const firstTables: Migration = {
  number: 1,
  name: 'first-tables',
  statements: [...INBOX, ...CONVERSATIONS, ...OUTBOX, ...SEQUENCES],
};
