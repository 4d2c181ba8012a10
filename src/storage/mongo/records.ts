import { type Connection, Schema } from 'mongoose';
import type { RecordSpec } from '../../domain/record-spec.ts';
import { encodeCursor } from '../cursor.ts';
import { InvalidRecord } from '../invalid-record.ts';
import type { Records, Scalar, Stored } from '../records.ts';
import { isDuplicateKey } from './errors.ts';
import { type Packed, packed, unpacked } from './packed.ts';
import {
  type CollectionSpec,
  countSome,
  findFirst,
  findSome,
  ID_INDEX,
  queries,
  readRanges,
} from './query.ts';
import { countQuery, pageQuery, recordIndexes } from './record-query.ts';

const NAME = /^[a-z][a-z0-9_]*$/;
const FIELD = /^[a-z][A-Za-z0-9]*$/;

interface RecordDocument extends Packed {
  _id: string;
  version: number;
}

export const RECORD_QUERIES = queries({
  one: (id: string) => ({ filter: { _id: id }, hint: ID_INDEX }),
  version: (id: string, version: number) => ({ filter: { _id: id, version }, hint: ID_INDEX }),
});

/** @throws {TypeError} when the name or a field cannot be a collection or a path. */
export function recordCollection<T>(spec: RecordSpec<T>): CollectionSpec {
  if (!NAME.test(spec.name)) throw new TypeError(`a record's name must be in snake_case: ${spec.name}`);
  for (const field of Object.values<readonly string[]>(spec.indexes).flat()) {
    if (!FIELD.test(field)) throw new TypeError(`${spec.name}: cannot index field ${field}`);
  }
  return { collection: `r_${spec.name}`, indexes: recordIndexes(spec) };
}

/**
 * @param ensured - Resolves once the kind's indexes are there; awaited before the first use.
 */
export function mongoRecords<T>(
  db: Connection,
  spec: RecordSpec<T>,
  ensured: (collection: CollectionSpec) => Promise<void>,
): Records<T> {
  const collection = recordCollection(spec);
  const schema = new Schema<RecordDocument>(
    {
      _id: { type: String, required: true },
      version: { type: Number, required: true },
      doc: { type: Schema.Types.Mixed, required: true },
      exact: String,
    },
    { collection: collection.collection, versionKey: false, strict: 'throw', minimize: false },
  );
  const records = db.model<RecordDocument>(collection.collection, schema);
  const indexed = [...new Set(Object.values<readonly string[]>(spec.indexes).flat())];

  const checked = (value: T) => {
    const valid = validated(spec, value) as Record<string, unknown>;
    for (const field of indexed) assertScalar(valid[field]);
    return packed(valid);
  };

  return {
    async get(id) {
      await ensured(collection);
      const found = await findFirst(records, RECORD_QUERIES.one(id));
      return found ? stored<T>({ ...found, _id: id }) : null;
    },
    async insertIfAbsent(id, value) {
      const { doc, exact } = checked(value);
      await ensured(collection);
      try {
        const document = { _id: id, version: 1, doc, ...(exact !== undefined && { exact }) };
        await records.collection.insertOne(document as never);
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    async replace(id, value, expectedVersion) {
      const { doc, exact } = checked(value);
      await ensured(collection);
      const change = exact === undefined ? { $unset: { exact: 1 as const } } : {};
      const done = await records.updateOne(RECORD_QUERIES.version(id, expectedVersion).filter, {
        $set: { doc, ...(exact !== undefined && { exact }) },
        $inc: { version: 1 },
        ...change,
      });
      return done.matchedCount === 1;
    },
    async remove(id, expectedVersion) {
      await ensured(collection);
      const { filter } =
        expectedVersion === undefined ? RECORD_QUERIES.one(id) : RECORD_QUERIES.version(id, expectedVersion);
      return (await records.deleteOne(filter)).deletedCount === 1;
    },
    async find(query) {
      const { ranges, filter, position } = pageQuery(spec, query);
      await ensured(collection);
      const found = await readRanges(ranges, query.limit + 1, (range, limit) =>
        findSome(records, range, limit),
      );
      const items = found.slice(0, query.limit).map((document) => stored<T>(document));
      const last = items.at(-1);
      if (found.length <= query.limit || !last) return { items, cursor: null };
      const record = last.value as Record<string, Scalar | undefined>;
      const values = position.map((field) => (field === 'id' ? last.id : (record[field] ?? null)));
      return { items, cursor: encodeCursor(filter, values) };
    },
    async count(query) {
      const counted = countQuery(spec, query);
      await ensured(collection);
      return countSome(records, counted);
    },
  };
}

function stored<T>(document: RecordDocument): Stored<T> {
  return { id: document._id, version: document.version, value: unpacked<T>(document) };
}

/** A list would put the record into the index several times. */
function assertScalar(value: unknown): void {
  if (typeof value === 'object' && value !== null) throw new TypeError('an indexed field must be a scalar');
}

function validated<T>(spec: RecordSpec<T>, value: T): T {
  const result = spec.schema.safeParse(value);
  if (result.success) return result.data;
  throw new InvalidRecord(
    spec.name,
    result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`),
  );
}
