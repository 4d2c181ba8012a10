import type { Connection, mongo } from 'mongoose';
import type { Conversation } from '../../domain/conversation.ts';
import { LANES } from '../../domain/message.ts';
import type { RecordSpec } from '../../domain/record-spec.ts';
import type { RecipientLane } from '../outbox.ts';
import {
  type InboxTransfer,
  inboxTransfer,
  type OutboxTransfer,
  outboxTransfer,
  recordOfStore,
  type StorageTransfer,
  sequenceId,
  sequenceTransfer,
  type TransferRow,
  transferStores,
  versionedTransfer,
} from '../transfer.ts';
import { draftFields } from './conversations.ts';
import { mongoCounters } from './counters.ts';
import { duplicatesIn } from './errors.ts';
import type { InboxDocument } from './inbox.ts';
import { outboxLanes } from './outbox-lanes.ts';
import { type OutboxDocument, outboxRow, STATES } from './outbox-row.ts';
import { type Packed, packed, unpacked } from './packed.ts';
import { type CollectionSpec, ID_INDEX, type Query, queries, readRanges } from './query.ts';
import { recordCollection } from './records.ts';

export const TRANSFER_QUERIES = queries({
  rows: (after: string) => ({ filter: { _id: { $gt: after } }, sort: { _id: 1 }, hint: ID_INDEX }),
  /** Staged rows belong to a batch that is not complete: nobody sees them. */
  outbox: (after: string) => ({
    filter: { _id: { $gt: after }, state: { $in: STATES } },
    sort: { _id: 1 },
    hint: ID_INDEX,
  }),
  restOfScope: (scope: string, key: string) => ({
    filter: { scope, key: { $gt: key } },
    sort: { scope: 1, key: 1 },
    hint: 'sequence_key',
  }),
  laterScopes: (scope: string) => ({
    filter: { scope: { $gt: scope } },
    sort: { scope: 1, key: 1 },
    hint: 'sequence_key',
  }),
});

type Document = Record<string, unknown> & { _id: string };

/** How one store is read and written. */
interface StoreTransfer {
  collection: string;
  ranges(after: string | null): readonly Query[];
  toRow(document: Document): TransferRow;
  toDocument(row: TransferRow): Document;
  /** What follows from rows that were written. */
  written?(rows: readonly TransferRow[]): Promise<void>;
}

export interface MongoTransferDeps {
  specs: readonly RecordSpec<unknown>[];
  /** Resolves once a kind's indexes are there. */
  ensured(collection: CollectionSpec): Promise<void>;
  /** The moment to read at, where the server can. */
  session?: mongo.ClientSession;
}

export function mongoTransfer(db: Connection, deps: MongoTransferDeps): StorageTransfer {
  const bySpec = new Map(deps.specs.map((spec) => [spec.name, spec]));
  const session = deps.session ? { session: deps.session } : {};

  function of(store: string): StoreTransfer {
    const spec = bySpec.get(recordOfStore(store) ?? '');
    if (spec) return recordStore(spec);
    if (store === 'inbox') return INBOX;
    if (store === 'outbox') return outboxStore(db);
    if (store === 'sequences') return sequenceStore(db);
    if (store === 'conversations') return CONVERSATIONS;
    throw new RangeError(`no store ${store}`);
  }

  return {
    stores: transferStores([...bySpec.keys()]),
    async read(store, after, limit) {
      const { collection, ranges, toRow } = of(store);
      const documents = await readRanges(ranges(after), limit, (query, most) =>
        db
          .collection<Document>(collection)
          .find(query.filter, { ...session, sort: query.sort ?? {}, hint: query.hint })
          .limit(most)
          .toArray(),
      );
      return documents.map((document) => toRow(document as Document));
    },
    async write(store, rows) {
      const spec = bySpec.get(recordOfStore(store) ?? '');
      if (spec) await deps.ensured(recordCollection(spec));
      const { collection, toDocument, written } = of(store);
      const documents = rows.map(toDocument);
      if (documents.length === 0) return;
      await db
        .collection(collection)
        .insertMany(documents as never[], { ordered: false })
        .catch(duplicatesIn);
      await written?.(rows);
    },
    async count(store) {
      const { collection } = of(store);
      const filter = store === 'outbox' ? { state: { $in: STATES } } : {};
      return db.collection(collection).countDocuments(filter as never, session);
    },
  };
}

const byId = (after: string | null) => [TRANSFER_QUERIES.rows(after ?? '')];

const INBOX: StoreTransfer = {
  collection: 'inbox',
  ranges: byId,
  toRow(document) {
    const event = document as unknown as InboxDocument;
    const row: InboxTransfer = {
      state: event.state,
      conversationId: event.conversationId ?? null,
      kind: event.kind,
      orderMs: event.orderMs,
      position: event.position,
      acceptSeq: event.acceptSeq,
      acceptedAtMs: event.acceptedAtMs,
      attempts: event.attempts,
      notBeforeMs: event.notBeforeMs,
      errorCode: event.errorCode ?? null,
      payload: event.payload ?? null,
      doneAtMs: event.doneAtMs ?? null,
    };
    return { id: event._id, row };
  },
  toDocument({ id, row }) {
    const { conversationId, errorCode, payload, doneAtMs, ...event } = inboxTransfer.parse(row);
    return {
      _id: id,
      ...event,
      dueMs: event.notBeforeMs || event.acceptedAtMs,
      ...said({ conversationId, errorCode, payload, doneAtMs }),
    };
  },
};

function outboxStore(db: Connection): StoreTransfer {
  return {
    collection: 'outbox',
    ranges: (after) => [TRANSFER_QUERIES.outbox(after ?? '')],
    toRow(document) {
      const { id, ...row } = outboxRow(document as unknown as OutboxDocument);
      return { id, row: row satisfies OutboxTransfer };
    },
    toDocument({ id, row }) {
      const { part, attemptId, attemptAtMs, platformMessageId, reason, settledAtMs, ...sent } =
        outboxTransfer.parse(row);
      const isOwed = sent.state === 'skipped' && part !== null;
      return {
        _id: id,
        ...sent,
        ...said({ attemptId, attemptAtMs, platformMessageId, reason, settledAtMs }),
        ...(part === null ? {} : { part: JSON.stringify(part) }),
        ...(isOwed ? { owed: true } : {}),
        fence: 0,
      };
    },
    async written(rows) {
      const lanes = outboxLanes(db, mongoCounters(db));
      for (const recipient of openLanes(rows)) await lanes.refresh(recipient);
    },
  };
}

function openLanes(rows: readonly TransferRow[]): RecipientLane[] {
  const open = rows
    .map(({ row }) => outboxTransfer.parse(row))
    .filter(({ settledAtMs }) => settledAtMs === null);
  return [...new Set(open.map(({ conversationId }) => conversationId))].flatMap((conversationId) =>
    LANES.filter((lane) =>
      open.some((row) => row.conversationId === conversationId && row.lane === lane),
    ).map((lane) => ({ conversationId, lane })),
  );
}

function sequenceStore(db: Connection): StoreTransfer {
  return {
    collection: 'sequence_numbers',
    ranges(after) {
      const [scope = '', key = ''] = after === null ? [] : after.split(/\n(.*)/s);
      return [TRANSFER_QUERIES.restOfScope(scope, key), TRANSFER_QUERIES.laterScopes(scope)];
    },
    toRow(document) {
      const { _id, ...row } = document;
      const number = sequenceTransfer.parse(row);
      return { id: sequenceId(number), row: number };
    },
    // Its own id is drawn by the driver; scope and key are what must not come twice.
    toDocument: ({ row }) => ({ ...sequenceTransfer.parse(row) }) as unknown as Document,
    async written(rows) {
      const highest = new Map<string, number>();
      for (const { row } of rows) {
        const { scope, number } = sequenceTransfer.parse(row);
        highest.set(scope, Math.max(highest.get(scope) ?? 0, number));
      }
      const counters = mongoCounters(db);
      for (const [scope, number] of highest) await counters.raise(`sequence ${scope}`, number);
    },
  };
}

function versionedStore(collection: string): StoreTransfer {
  return {
    collection,
    ranges: byId,
    toRow(document) {
      const { _id: id, version, doc, exact } = document as Document & Packed & { version: number };
      return { id, row: { version, value: unpacked(exact === undefined ? { doc } : { doc, exact }) } };
    },
    toDocument({ id, row }) {
      const { version, value } = versionedTransfer.parse(row);
      const { doc, exact } = packed(value);
      return { _id: id, version, doc, ...(exact === undefined ? {} : { exact }) };
    },
  };
}

/** Nobody holds what was moved. */
const CONVERSATIONS: StoreTransfer = {
  ...versionedStore('conversations'),
  toDocument({ id, row }) {
    const { value } = versionedTransfer.parse(row);
    const free = { fence: 0, leaseOwner: null, leaseUntilMs: 0 };
    const indexed = draftFields(value as Conversation);
    return { ...versionedStore('conversations').toDocument({ id, row }), ...free, ...indexed };
  },
};

function recordStore(spec: RecordSpec<unknown>): StoreTransfer {
  const store = versionedStore(recordCollection(spec).collection);
  return {
    ...store,
    toDocument({ id, row }) {
      const { version, value } = versionedTransfer.parse(row);
      // Through today's schema: an older backup gets the fields that were added since.
      return store.toDocument({ id, row: { version, value: spec.schema.parse(value) } });
    },
  };
}

/** The fields that have a value: this engine leaves the others out. */
function said(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}
