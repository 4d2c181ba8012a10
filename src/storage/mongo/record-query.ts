import type { RecordSpec } from '../../domain/record-spec.ts';
import { decodeCursor } from '../cursor.ts';
import type { RecordQuery, Scalar } from '../records.ts';
import { type Filter, ID_INDEX, type IndexSpec, type Query } from './query.ts';

export interface BuiltQuery {
  /** One after the other they hold the rest of the index in order. */
  ranges: Query[];
  /** What the cursor of the page is bound to. */
  filter: unknown;
  /** Fields whose values make the position of a row, the id last. */
  position: readonly string[];
}

type Selection = Omit<RecordQuery, 'limit'>;

/** Where a field stands in the document. */
export function pathOf(field: string): string {
  return field === 'id' ? '_id' : `doc.${field}`;
}

/** The indexes of a kind. The name tells the fields, so that a changed index is another one beside the old. */
export function recordIndexes<T>(spec: RecordSpec<T>): IndexSpec[] {
  return Object.entries<readonly string[]>(spec.indexes).map(([index, fields]) => ({
    name: indexName(index, fields),
    keys: Object.fromEntries([...fields, 'id'].map((field) => [pathOf(field), 1 as const])),
  }));
}

function indexName(index: string, fields: readonly string[]): string {
  return `${index}(${fields.join(',')})`;
}

/**
 * The ranges of one page by a declared index.
 *
 * @throws {TypeError} for an undeclared index, too many values, or a bound that is null.
 * @throws {BadCursor}
 */
export function pageQuery<T>(spec: RecordSpec<T>, query: RecordQuery): BuiltQuery {
  const { equals, rest, bounds, hint, cursorFilter } = selection(spec, query);
  const direction = query.descending ? -1 : 1;
  const sort = Object.fromEntries(rest.map((field) => [pathOf(field), direction as 1 | -1]));
  const [first] = rest as [string];
  const filters =
    query.after === undefined
      ? [{ ...equals, ...bounds }]
      : rangesBehind(rest, decodeCursor(cursorFilter, query.after, rest.length), query).map((range) => ({
          ...equals,
          ...(bounds && pathOf(first) in range ? within(bounds, range, pathOf(first)) : range),
        }));
  return { ranges: filters.map((filter) => ({ filter, sort, hint })), filter: cursorFilter, position: rest };
}

/** What {@link pageQuery} goes through from its first page to its last. */
export function countQuery<T>(spec: RecordSpec<T>, query: Omit<Selection, 'after' | 'descending'>): Query {
  const { equals, bounds, hint } = selection(spec, query);
  return { filter: { ...equals, ...bounds }, hint };
}

function selection<T>(spec: RecordSpec<T>, query: Selection) {
  const declared = query.index === 'id' ? [] : spec.indexes[query.index];
  if (!declared) throw new TypeError(`${spec.name} has no index ${query.index}`);
  const fields: readonly string[] = [...declared, 'id'];
  const values = query.equals ?? [];
  if (values.length >= fields.length) throw new TypeError(`${spec.name}.${query.index}: too many values`);
  const { index, from = null, to = null, descending = false } = query;
  if (query.from === null || query.to === null) throw new TypeError('a bound cannot be null; use equals');
  const rest = fields.slice(values.length);
  const bound = { ...(from !== null && { $gte: from }), ...(to !== null && { $lt: to }) };
  return {
    equals: Object.fromEntries(values.map((value, i) => [pathOf(fields[i] as string), value])) as Filter,
    rest,
    bounds: from === null && to === null ? null : { [pathOf(rest[0] as string)]: bound },
    hint: index === 'id' ? ID_INDEX : indexName(index, declared),
    cursorFilter: [spec.name, index, values, from, to, descending],
  };
}

/**
 * The rest of the index behind a position: rows that equal it in all fields but the last, then in all but the last two,
 * and so on. A comparison holds within one type only, so the types that follow are ranges of their own.
 */
function rangesBehind(fields: readonly string[], position: Scalar[], query: RecordQuery): Filter[] {
  const ranges: Filter[] = [];
  for (let depth = fields.length - 1; depth >= 0; depth--) {
    const same = fields.slice(0, depth).map((field, i) => [pathOf(field), position[i]]);
    const path = pathOf(fields[depth] as string);
    // Ids are texts, and where the page has bounds all values are of their type.
    const isOneType = path === '_id' || (depth === 0 && (query.from ?? query.to) !== undefined);
    for (const beyond of valuesBeyond(position[depth] as Scalar, query.descending ?? false, isOneType)) {
      ranges.push({ ...Object.fromEntries(same), [path]: beyond });
    }
  }
  return ranges;
}

/** In the order in which the engine sorts types; each with a condition that holds for all of its values. */
const TYPES = [
  { type: 'null', all: null },
  { type: 'number', all: { $gte: Number.NEGATIVE_INFINITY } },
  { type: 'string', all: { $gte: '' } },
  { type: 'boolean', all: { $gte: false } },
] as const;

function valuesBeyond(value: Scalar, descending: boolean, isOneType: boolean): unknown[] {
  const own = TYPES.findIndex(({ type }) => type === (value === null ? 'null' : typeof value));
  const rest = value === null ? [] : [descending ? { $lt: value } : { $gt: value }];
  if (isOneType) return rest;
  const others = descending ? TYPES.slice(0, own).reverse() : TYPES.slice(own + 1);
  return [...rest, ...others.map(({ all }) => all)];
}

/** A cursor lies inside the bounds, so one of them still holds back what is behind it. */
function within(bounds: Filter, range: Filter, path: string): Filter {
  const behind = range[path];
  if (behind === null || typeof behind !== 'object') return range;
  return { ...range, [path]: { ...(bounds[path] as object), ...behind } };
}
