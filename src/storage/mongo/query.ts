import type { Model } from 'mongoose';

/** A filter as the driver takes it. */
// biome-ignore lint/suspicious/noExplicitAny: mongoose's own type of a filter, for whatever document
export type Filter = Record<string, any>;

export type Order = Record<string, 1 | -1>;

/** One index, declared beside the queries that it serves. */
export interface IndexSpec {
  name: string;
  keys: Order;
  unique?: true;
  /** Only documents that match are in the index; a query must then ask for the same. */
  where?: Filter;
}

/** A collection with every index that it needs besides the one on `_id`. */
export interface CollectionSpec {
  collection: string;
  indexes: readonly IndexSpec[];
}

/** A query as data. The server refuses it when the index that it names is missing. */
export interface Query {
  filter: Filter;
  sort?: Order;
  /** Name of the index. */
  hint: string;
}

/** The index that every collection has. */
export const ID_INDEX = '_id_';

/** The declared queries of a store by name; the arguments are the values that they look for. */
// biome-ignore lint/suspicious/noExplicitAny: each query takes arguments of its own
export type Queries = Readonly<Record<string, (...values: any[]) => Query>>;

/** Declares the queries of a store. A test proves each of them against the indexes. */
export function queries<T extends Queries>(
  declared: T,
): { [K in keyof T]: (...values: Parameters<T[K]>) => Query } {
  return declared;
}

type Fields = Record<string, 0 | 1>;

/*
 * Reads go to the driver itself: a model adds nothing to what comes back as plain data, and costs as much again as the
 * driver, on the way that every turn takes some twenty times.
 */

export async function findFirst<T>(
  { collection }: Model<T>,
  { filter, sort = {}, hint }: Query,
  fields: Fields = {},
): Promise<T | null> {
  return (await collection.findOne(filter, { sort, hint, projection: fields })) as T | null;
}

export async function findSome<T>(
  { collection }: Model<T>,
  { filter, sort = {}, hint }: Query,
  limit: number,
  fields: Fields = {},
): Promise<T[]> {
  // One answer holds them all.
  const options = { sort, hint, limit, batchSize: limit + 1, projection: fields };
  return (await collection.find(filter, options).toArray()) as T[];
}

/** @param limit - Counts no further. */
export async function countSome<T>(
  { collection }: Model<T>,
  { filter, hint }: Query,
  limit?: number,
): Promise<number> {
  return collection.countDocuments(filter, { hint, ...(limit !== undefined && { limit }) });
}

/**
 * Reads ranges of one index, one after the other, until `limit` documents are found. So a page behind a cursor needs no
 * `$or`: each query is one plain range.
 */
export async function readRanges<T>(
  ranges: readonly Query[],
  limit: number,
  read: (range: Query, limit: number) => Promise<T[]>,
): Promise<T[]> {
  const found: T[] = [];
  for (const range of ranges) {
    found.push(...(await read(range, limit - found.length)));
    if (found.length >= limit) break;
  }
  return found;
}
