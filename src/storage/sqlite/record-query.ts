import type { RecordSpec } from '../../domain/record-spec.ts';
import { decodeCursor } from '../cursor.ts';
import type { RecordQuery, Scalar } from '../records.ts';
import type { SqlValue } from './connection.ts';
import { columnOf, indexKey } from './record-table.ts';

export interface BuiltQuery {
  sql: string;
  values: SqlValue[];
  /** What the cursor of the page is bound to. */
  filter: unknown;
  /** Fields whose values make the position of a row, the id last. */
  position: readonly string[];
}

type Selection = Omit<RecordQuery, 'limit'>;

/**
 * SQL of one page by a declared index. Each shape of query is served by the index alone, filter and order.
 *
 * @throws {TypeError} for an undeclared index, too many values, or a bound that is null.
 * @throws {BadCursor}
 */
export function pageQuery<T>(spec: RecordSpec<T>, table: string, query: RecordQuery): BuiltQuery {
  const { where, values, rest, filter } = selection(spec, query);
  const position = query.after === undefined ? [] : decodeCursor(filter, query.after, rest.length);
  if (position.length > 0) {
    const columns = rest.map(columnOf).join(', ');
    where.push(`(${columns}) ${query.descending ? '<' : '>'} (${rest.map(() => '?').join(', ')})`);
    values.push(...position.map(indexKey));
  }
  const direction = query.descending ? ' DESC' : '';
  const order = rest.map((field) => `${columnOf(field)}${direction}`).join(', ');
  const sql = `SELECT id, version, doc FROM ${table}${whereClause(where)} ORDER BY ${order} LIMIT ?`;
  return { sql, values: [...values, query.limit + 1], filter, position: rest };
}

/** SQL that counts what {@link pageQuery} would go through. */
export function countQuery<T>(
  spec: RecordSpec<T>,
  table: string,
  query: Omit<Selection, 'after' | 'descending'>,
): BuiltQuery {
  const { where, values, rest, filter } = selection(spec, query);
  return { sql: `SELECT count(*) AS n FROM ${table}${whereClause(where)}`, values, filter, position: rest };
}

function selection<T>(spec: RecordSpec<T>, query: Selection) {
  const declared = query.index === 'id' ? [] : spec.indexes[query.index];
  if (!declared) throw new TypeError(`${spec.name} has no index ${query.index}`);
  const fields: readonly string[] = [...declared, 'id'];
  const equals = query.equals ?? [];
  if (equals.length >= fields.length) throw new TypeError(`${spec.name}.${query.index}: too many values`);
  const where = equals.map((_, i) => `${columnOf(fields[i] as string)} = ?`);
  const values: SqlValue[] = equals.map(indexKey);
  const rest = fields.slice(equals.length);
  addBounds(query, columnOf(rest[0] as string), where, values);
  const { index, from = null, to = null, descending = false } = query;
  return { where, values, rest, filter: [spec.name, index, equals, from, to, descending] };
}

/**
 * The bounds of one field. A bound matches only values of its own type, as in other engines: here all numbers sort
 * before all texts, and null before both.
 */
function addBounds(query: Selection, column: string, where: string[], values: SqlValue[]): void {
  const { from, to, after, descending } = query;
  if (from === null || to === null) throw new TypeError('a bound cannot be null; use equals');
  if (from === undefined && to === undefined) return;
  const isText = typeof (from ?? to) === 'string';
  // A cursor lies inside the bounds and takes the place of the one behind it, so that the search starts there.
  const cursorIsLower = after !== undefined && !descending;
  const cursorIsUpper = after !== undefined && descending;
  if (!cursorIsLower) {
    where.push(`${column} ${from === undefined && !isText ? '>' : '>='} ?`);
    values.push(from === undefined ? lowest(isText) : indexKey(from));
  }
  if (cursorIsUpper) return;
  if (to !== undefined) {
    where.push(`${column} < ?`);
    values.push(indexKey(to));
  } else if (!isText) {
    where.push(`${column} < ''`);
  }
}

function lowest(isText: boolean): Scalar & (string | number) {
  return isText ? '' : Number.NEGATIVE_INFINITY;
}

function whereClause(where: readonly string[]): string {
  return where.length === 0 ? '' : ` WHERE ${where.join(' AND ')}`;
}
