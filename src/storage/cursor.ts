import { createHash } from 'node:crypto';
import type { Scalar } from './records.ts';

/** Characters of the filter's hash inside a cursor: enough to tell queries apart, not a secret. */
const FILTER_HASH_CHARS = 12;

/** The cursor was made for another query, or by nobody. The caller begins again at the first page. */
export class BadCursor extends Error {
  constructor() {
    super('[storage] the cursor does not belong to this query');
    this.name = 'BadCursor';
  }
}

/**
 * Makes an opaque cursor of the last row's position in the index.
 *
 * @param filter - Everything that selects and orders the rows, except page size; the next page must give the same.
 */
export function encodeCursor(filter: unknown, position: readonly Scalar[]): string {
  return Buffer.from(JSON.stringify([hashOfFilter(filter), ...position])).toString('base64url');
}

/**
 * The position inside a cursor.
 *
 * @throws {BadCursor} when it was made for another filter, has another length or is no cursor at all.
 */
export function decodeCursor(filter: unknown, cursor: string, length: number): Scalar[] {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new BadCursor();
  }
  if (!Array.isArray(parts) || parts.length !== length + 1) throw new BadCursor();
  const [hash, ...position] = parts;
  if (hash !== hashOfFilter(filter) || !position.every(isScalar)) throw new BadCursor();
  return position;
}

function hashOfFilter(filter: unknown): string {
  return createHash('sha256').update(JSON.stringify(filter)).digest('hex').slice(0, FILTER_HASH_CHARS);
}

function isScalar(value: unknown): value is Scalar {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
