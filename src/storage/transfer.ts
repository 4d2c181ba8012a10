import { z } from 'zod';
import { LANES } from '../domain/message.ts';

/**
 * Moves whole stores between engines and into backups: every row in a form that does not depend on the engine. Leases,
 * fences and whatever an engine can work out again stay behind, so nobody may be working on a store that is written.
 */
export interface StorageTransfer {
  /** Every store, in the order in which they are moved: what points at others comes after them. */
  readonly stores: readonly string[];
  /** The rows after the id `after`, in the order of their ids; fewer than `limit` on the last page. */
  read(store: string, after: string | null, limit: number): Promise<TransferRow[]>;
  /** Inserts rows as they are, where an id that is there already is left alone: a page may come again. */
  write(store: string, rows: readonly TransferRow[]): Promise<void>;
  count(store: string): Promise<number>;
}

/** A store as it was at one moment, for reading only, while others go on writing. */
export interface StorageSnapshot extends Pick<StorageTransfer, 'stores' | 'read' | 'count'> {
  close(): Promise<void>;
}

export interface TransferRow {
  id: string;
  /** JSON; its shape is that of the store. */
  row: unknown;
}

const number = z.number();
const orNull = <T extends z.ZodType>(type: T) => type.nullable();

/** An accepted event, or the key that is left of it. */
export const inboxTransfer = z.strictObject({
  state: z.enum(['pending', 'parked', 'done']),
  conversationId: orNull(z.string()),
  kind: z.string(),
  orderMs: number,
  position: number,
  acceptSeq: number,
  acceptedAtMs: number,
  attempts: number,
  notBeforeMs: number,
  errorCode: orNull(z.string()),
  /** The event as JSON text, exactly as the journal had it. */
  payload: orNull(z.string()),
  doneAtMs: orNull(number),
});

export type InboxTransfer = z.infer<typeof inboxTransfer>;

/** A document with its version: a conversation, or a record of any kind. */
export const versionedTransfer = z.strictObject({ version: number, value: z.unknown() });

/** A message on its way out, or what is left of it. */
export const outboxTransfer = z.strictObject({
  conversationId: z.string(),
  lane: z.enum(LANES),
  group: number,
  index: number,
  part: orNull(z.unknown()),
  purpose: z.string(),
  createdAtMs: number,
  notBeforeMs: number,
  expiresAtMs: orNull(number),
  state: z.enum(['pending', 'sending', 'sent', 'failed', 'skipped', 'unknown']),
  attempts: number,
  attemptId: orNull(z.string()),
  attemptAtMs: orNull(number),
  platformMessageId: orNull(z.string()),
  reason: orNull(z.string()),
  settledAtMs: orNull(number),
});

export type OutboxTransfer = z.infer<typeof outboxTransfer>;

/** A number that was handed out. */
export const sequenceTransfer = z.strictObject({ scope: z.string(), key: z.string(), number });

export type SequenceTransfer = z.infer<typeof sequenceTransfer>;

/** Names the row of a reserved number: no scope holds a line break. */
export function sequenceId({ scope, key }: Pick<SequenceTransfer, 'scope' | 'key'>): string {
  return `${scope}\n${key}`;
}

const RECORDS = 'records:';

/** Stores that every engine has, beside the declared records. */
export const BASE_STORES = ['sequences', 'conversations', 'inbox', 'outbox'] as const;

/** Every store of a set of record names. */
export function transferStores(records: readonly string[]): string[] {
  return [...records.map((name) => RECORDS + name).sort(), ...BASE_STORES];
}

/** The record's name of a store, or null for one of {@link BASE_STORES}. */
export function recordOfStore(store: string): string | null {
  return store.startsWith(RECORDS) ? store.slice(RECORDS.length) : null;
}
