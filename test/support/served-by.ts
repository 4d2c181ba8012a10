import type { CollectionSpec, IndexSpec, Query } from '../../src/storage/mongo/query.ts';

const ID_ONLY: IndexSpec = { name: '_id_', keys: { _id: 1 } };

/**
 * Why a query is not served by the index that it names, by the rule of compound indexes: fields compared for equality
 * come first, then those that order the result, then a range; null when it is served.
 */
export function notServed({ filter, sort = {}, hint }: Query, spec: CollectionSpec): string | null {
  const index = [ID_ONLY, ...spec.indexes].find((one) => one.name === hint);
  if (!index) return `there is no index ${hint}`;
  if (!covers(index, filter)) return `${hint} does not hold all that is asked for`;
  const fields = Object.keys(index.keys);
  const conditions = Object.keys(filter);
  const equal = conditions.filter((field) => isEquality(filter[field]));
  const ranges = conditions.filter((field) => !isEquality(filter[field]));
  // Whatever else is asked of one document found by its key costs nothing.
  if (hint === ID_ONLY.name && (equal.includes('_id') || '$in' in Object(filter._id))) return null;

  const prefix = leading(fields, (field) => equal.includes(field));
  const unused = equal.filter((field) => !prefix.includes(field));
  if (unused.length > 0) return `${hint} does not begin with ${unused.join(', ')}`;
  const ordered = Object.keys(sort).filter((field) => !prefix.includes(field));
  const rest = fields.slice(prefix.length);
  if (ordered.some((field, i) => rest[i] !== field)) return `${hint} does not order by ${ordered.join(', ')}`;
  const directions = new Set(ordered.map((field) => sort[field] === index.keys[field]));
  if (directions.size > 1) return `${hint} orders in other directions`;
  if (ranges.length === 0) return null;
  if (ranges.length > 1 || ranges[0] !== rest[0]) return `${hint} cannot look up ${ranges.join(', ')}`;
  return conditions.length === 0 ? 'it asks for everything' : null;
}

/** One value, or a few that are looked up one by one and merged in order. */
function isEquality(condition: unknown): boolean {
  if (condition === null || typeof condition !== 'object') return true;
  return '$in' in condition;
}

/** A partial index serves only who asks for the same part. */
function covers({ where = {} }: IndexSpec, filter: Query['filter']): boolean {
  return Object.entries(where).every(([field, wanted]) => {
    const asked = filter[field];
    if (wanted !== null && typeof wanted === 'object') return asked !== undefined && asked !== null;
    return asked === wanted;
  });
}

function leading(fields: readonly string[], fits: (field: string) => boolean): string[] {
  const end = fields.findIndex((field) => !fits(field));
  return end < 0 ? [...fields] : fields.slice(0, end);
}
