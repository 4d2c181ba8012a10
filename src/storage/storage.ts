import type { RecordSpec } from '../domain/record-spec.ts';
import type { Conversations } from './conversations.ts';
import type { Inbox, InboxAdmin } from './inbox.ts';
import type { Outbox, OutboxAdmin } from './outbox.ts';
import type { Records } from './records.ts';
import type { StorageTransfer } from './transfer.ts';

/** The truth of the system. Engines: `sqlite/` (embedded) and `mongo/`; same file names in each. */
export interface Storage {
  readonly inbox: Inbox & InboxAdmin;
  readonly conversations: Conversations;
  readonly outbox: Outbox & OutboxAdmin;
  readonly sequences: Sequences;
  /** The store of one declared kind of record. Tables and indexes are made at the first use, and checked. */
  records<T>(spec: RecordSpec<T>): Records<T>;
  /** Reads and writes whole stores, for moves and restores. Nobody else may work on the store meanwhile. */
  transfer(specs: readonly RecordSpec<unknown>[]): StorageTransfer;
  /** Round trip to the engine. @throws when it cannot read or write. */
  ping(): Promise<void>;
  /** Looks through the engine's own files for damage; each fault as the engine words it. Only engines with files have it. */
  findDamage?(): Promise<string[]>;
  /**
   * Leaves nothing of removed records in files where the engine keeps logs or copies of its own (SQLite); absent where
   * that is the database server's business. Waits for running writes; cheap enough for once an hour.
   */
  scrub?(): Promise<void>;
  /**
   * Leaves nothing of removed records in the engine's log alone: the small part of {@link Storage.scrub} that may follow soon
   * after a removal. Nearly all of it is done beside the event loop; absent where `scrub` is.
   */
  emptyLog?(): Promise<void>;
  /** Waits for running writes, then closes. Twice is harmless. */
  close(): Promise<void>;
}

/** Numbers that are handed out once: gaps are allowed, doubles are not. */
export interface Sequences {
  /** The number reserved for `key` in `scope`, from 1 up; the same key always gets the same number. */
  reserve(scope: string, key: string): Promise<number>;
}

/** Bytes by content hash: photos, assets. Its own port, because it lives elsewhere (disk, GridFS). */
export interface Blobs {
  /** Keeps the bytes (fsynced) and returns their SHA-256 in hex; the same bytes twice are one blob. */
  put(bytes: Buffer): Promise<string>;
  /** @throws {BlobMissing} */
  get(sha256: string): Promise<Buffer>;
  has(sha256: string): Promise<boolean>;
  remove(sha256: string): Promise<boolean>;
  /** Every hash, in no order: for moves and backups. */
  list(): AsyncIterable<string>;
}

/** The truth and its pictures, which live in one place. */
export interface OpenedStorage {
  storage: Storage;
  /** Closed with the storage. */
  blobs: Blobs;
}

export class BlobMissing extends Error {
  constructor(sha256: string) {
    super(`[storage] no blob ${sha256.slice(0, 12)}…`);
    this.name = 'BlobMissing';
  }
}

/** Why a store could not be opened, with advice for the operator. */
export class StorageUnavailable extends Error {
  readonly code: 'in-use' | 'read-only' | 'not-a-folder' | 'newer-schema' | 'disk-full' | 'unreachable';

  constructor(code: StorageUnavailable['code'], advice: string, options?: { cause?: unknown }) {
    super(`[storage] ${code}: ${advice}`, options);
    this.name = 'StorageUnavailable';
    this.code = code;
  }
}
