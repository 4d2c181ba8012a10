import type { Conversation } from '../../domain/conversation.ts';
import type { RecordSpec } from '../../domain/record-spec.ts';
import {
  type InboxTransfer,
  inboxTransfer,
  type OutboxTransfer,
  outboxTransfer,
  recordOfStore,
  type SequenceTransfer,
  type StorageTransfer,
  sequenceId,
  sequenceTransfer,
  type TransferRow,
  transferStores,
  versionedTransfer,
} from '../transfer.ts';
import type { Connection, SqlValue } from './connection.ts';
import { columnsOf } from './conversations.ts';
import type { GroupCommit } from './group-commit.ts';
import { inboxHeads } from './inbox-heads.ts';
import { outboxLanes } from './outbox-lanes.ts';
import { type OutboxSqlRow, outboxRow } from './outbox-row.ts';
import { columnOf, keysOf, recordTable } from './record-table.ts';

export const TRANSFER_QUERIES = {
  inbox: 'SELECT * FROM inbox WHERE key > ? ORDER BY key LIMIT ?',
  conversations: 'SELECT id, version, doc FROM conversations WHERE id > ? ORDER BY id LIMIT ?',
  outbox: 'SELECT * FROM outbox WHERE id > ? ORDER BY id LIMIT ?',
  sequences: `SELECT scope, key, number FROM sequence_numbers WHERE (scope, key) > (?, ?)
    ORDER BY scope, key LIMIT ?`,
} as const;

interface InboxSqlRow {
  key: string;
  state: InboxTransfer['state'];
  conversation_id: string | null;
  kind: string;
  order_ms: number;
  position: number;
  accept_seq: number;
  accepted_at_ms: number;
  attempts: number;
  not_before_ms: number;
  error_code: string | null;
  payload: string | null;
  done_at_ms: number | null;
}

interface DocRow {
  id: string;
  version: number;
  doc: string;
}

/** How one store is read, written and counted. */
interface StoreTransfer {
  read(after: string | null, limit: number): TransferRow[];
  /** Inside a group-commit closure. */
  write(row: TransferRow): void;
  table: string;
}

/** @param commits - Null for a snapshot, which is never written. */
export function sqliteTransfer(
  db: Connection,
  commits: GroupCommit | null,
  specs: readonly RecordSpec<unknown>[],
): StorageTransfer {
  const bySpec = new Map(specs.map((spec) => [spec.name, spec]));
  const known = new Map<string, StoreTransfer>();

  function of(store: string): StoreTransfer {
    const transfer = known.get(store) ?? open(store);
    known.set(store, transfer);
    return transfer;
  }

  function open(store: string): StoreTransfer {
    const spec = bySpec.get(recordOfStore(store) ?? '');
    if (spec) return recordTransfer(db, spec);
    if (store === 'inbox') return inboxStore(db);
    if (store === 'outbox') return outboxStore(db);
    if (store === 'sequences') return sequenceStore(db);
    if (store === 'conversations') return conversationStore(db);
    throw new RangeError(`no store ${store}`);
  }

  return {
    stores: transferStores([...bySpec.keys()]),
    read: async (store, after, limit) => of(store).read(after, limit),
    async write(store, rows) {
      if (!commits) throw new RangeError('a snapshot is only read');
      const { write } = of(store);
      await commits.write(() => {
        for (const row of rows) write(row);
      });
    },
    async count(store) {
      return db.prepare<{ n: number }>(`SELECT count(*) AS n FROM ${of(store).table}`).get()?.n ?? 0;
    },
  };
}

function inboxStore(db: Connection): StoreTransfer {
  const read = db.prepare<InboxSqlRow>(TRANSFER_QUERIES.inbox);
  const heads = inboxHeads(db);
  const insert = db.prepare(
    `INSERT INTO inbox (key, state, conversation_id, kind, order_ms, position, accept_seq, accepted_at_ms, attempts,
      not_before_ms, error_code, payload, done_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING`,
  );
  return {
    table: 'inbox',
    read: (after, limit) =>
      read.all([after ?? '', limit]).map((row) => ({
        id: row.key,
        row: {
          state: row.state,
          conversationId: row.conversation_id,
          kind: row.kind,
          orderMs: row.order_ms,
          position: row.position,
          acceptSeq: row.accept_seq,
          acceptedAtMs: row.accepted_at_ms,
          attempts: row.attempts,
          notBeforeMs: row.not_before_ms,
          errorCode: row.error_code,
          payload: row.payload,
          doneAtMs: row.done_at_ms,
        } satisfies InboxTransfer,
      })),
    write({ id, row }) {
      const event = inboxTransfer.parse(row);
      const { conversationId, orderMs, position, acceptSeq, acceptedAtMs, attempts } = event;
      const order = [orderMs, position, acceptSeq, acceptedAtMs, attempts, event.notBeforeMs];
      const rest = [event.errorCode, event.payload, event.doneAtMs];
      insert.run([id, event.state, conversationId, event.kind, ...order, ...rest]);
      if (event.state === 'pending' && conversationId !== null) heads.refresh(conversationId);
    },
  };
}

function outboxStore(db: Connection): StoreTransfer {
  const read = db.prepare<OutboxSqlRow>(TRANSFER_QUERIES.outbox);
  const lanes = outboxLanes(db);
  const insert = db.prepare(
    `INSERT INTO outbox (id, conversation_id, lane, grp, idx, part, purpose, created_at_ms, not_before_ms, expires_at_ms,
      state, attempts, attempt_id, attempt_at_ms, platform_message_id, reason, settled_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
  );
  return {
    table: 'outbox',
    read: (after, limit) =>
      read.all([after ?? '', limit]).map((found) => {
        const { id, ...row } = outboxRow(found);
        return { id, row: row satisfies OutboxTransfer };
      }),
    write({ id, row }) {
      const sent = outboxTransfer.parse(row);
      const part = sent.part === null ? null : JSON.stringify(sent.part);
      const place: SqlValue[] = [sent.conversationId, sent.lane, sent.group, sent.index, part, sent.purpose];
      const times = [sent.createdAtMs, sent.notBeforeMs, sent.expiresAtMs];
      const attempt = [sent.state, sent.attempts, sent.attemptId, sent.attemptAtMs];
      insert.run([id, ...place, ...times, ...attempt, sent.platformMessageId, sent.reason, sent.settledAtMs]);
      if (sent.settledAtMs === null) lanes.refresh(sent);
    },
  };
}

function sequenceStore(db: Connection): StoreTransfer {
  const read = db.prepare<SequenceTransfer>(TRANSFER_QUERIES.sequences);
  const insert = db.prepare(
    'INSERT INTO sequence_numbers (scope, key, number) VALUES (?, ?, ?) ON CONFLICT (scope, key) DO NOTHING',
  );
  return {
    table: 'sequence_numbers',
    read(after, limit) {
      const [scope = '', key = ''] = after === null ? [] : after.split(/\n(.*)/s);
      return read.all([scope, key, limit]).map((row) => ({ id: sequenceId(row), row: { ...row } }));
    },
    write({ row }) {
      const { scope, key, number } = sequenceTransfer.parse(row);
      insert.run([scope, key, number]);
    },
  };
}

function conversationStore(db: Connection): StoreTransfer {
  const read = db.prepare<DocRow>(TRANSFER_QUERIES.conversations);
  const insert = db.prepare(
    `INSERT INTO conversations (id, version, doc, draft_touched_ms, draft_consented, fence, lease_owner, lease_until_ms)
     VALUES (?, ?, ?, ?, ?, 0, NULL, 0) ON CONFLICT (id) DO NOTHING`,
  );
  return {
    table: 'conversations',
    read: (after, limit) => read.all([after ?? '', limit]).map(versioned),
    write({ id, row }) {
      const { version, value } = versionedTransfer.parse(row);
      insert.run([id, version, ...columnsOf(value as Conversation)]);
    },
  };
}

function recordTransfer(db: Connection, spec: RecordSpec<unknown>): StoreTransfer {
  const table = recordTable(spec);
  const columns = ['id', 'version', 'doc', ...table.fields.map(columnOf)];
  const read = db.prepare<DocRow>(
    `SELECT id, version, doc FROM ${table.table} WHERE id > ? ORDER BY id LIMIT ?`,
  );
  const insert = db.prepare(
    `INSERT INTO ${table.table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
     ON CONFLICT (id) DO NOTHING`,
  );
  return {
    table: table.table,
    read: (after, limit) => read.all([after ?? '', limit]).map(versioned),
    write({ id, row }) {
      const { version, value } = versionedTransfer.parse(row);
      // Through today's schema: an older backup gets the fields that were added since.
      const valid = spec.schema.parse(value);
      insert.run([id, version, JSON.stringify(valid), ...keysOf(table, valid)]);
    },
  };
}

function versioned({ id, version, doc }: DocRow): TransferRow {
  return { id, row: { version, value: JSON.parse(doc) as unknown } };
}
