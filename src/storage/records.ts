/**
 * A small store of records of one kind: each method is atomic on one record, and nothing is ever upserted.
 * Kinds are declared as data in `domain/` with {@link RecordSpec}; engines make the tables and indexes from it.
 */
export interface Records<T> {
  get(id: string): Promise<Stored<T> | null>;
  /** Insert, where an existing id means false. */
  insertIfAbsent(id: string, value: T): Promise<boolean>;
  /** Compare-and-set by version; false when the record changed or is gone. */
  replace(id: string, value: T, expectedVersion: number): Promise<boolean>;
  /** @param expectedVersion - Leave out to remove whatever is there. */
  remove(id: string, expectedVersion?: number): Promise<boolean>;
  /** A page of records by a declared index, in the order of its fields and then of the id. */
  find(query: RecordQuery): Promise<Page<Stored<T>>>;
  /** How many records {@link find} would go through. */
  count(query: Omit<RecordQuery, 'after' | 'limit' | 'descending'>): Promise<number>;
}

export interface Stored<T> {
  id: string;
  version: number;
  value: T;
}

export interface RecordQuery {
  /** Name of a declared index; `id` is always there. */
  index: string;
  /** Values of the index's first fields, all compared for equality. */
  equals?: readonly Scalar[];
  /** Bounds of the next field after `equals`: `from` inclusive, `to` exclusive. */
  from?: Scalar;
  to?: Scalar;
  /** Cursor of the page before. */
  after?: string;
  limit: number;
  descending?: boolean;
}

export type Scalar = string | number | boolean | null;

export interface Page<T> {
  items: T[];
  /** Opaque; null on the last page. */
  cursor: string | null;
}
