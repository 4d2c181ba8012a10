import type { RecordSpec } from '../../domain/record-spec.ts';
import { encodeCursor } from '../cursor.ts';
import { InvalidRecord } from '../invalid-record.ts';
import type { Page, RecordQuery, Records, Scalar, Stored } from '../records.ts';
import type { Connection, Statement } from './connection.ts';
import type { GroupCommit } from './group-commit.ts';
import { countQuery, pageQuery } from './record-query.ts';
import { columnOf, ensureRecordTable, keysOf, type RecordTable } from './record-table.ts';

interface Row {
  id: string;
  version: number;
  doc: string;
}

/** Queries of a record's table that do not depend on an index. */
export function recordQueries({ table, fields }: RecordTable) {
  const columns = ['id', 'version', 'doc', ...fields.map(columnOf)];
  const assignments = ['version = version + 1', ...['doc', ...fields.map(columnOf)].map((c) => `${c} = ?`)];
  return {
    get: `SELECT id, version, doc FROM ${table} WHERE id = ?`,
    insert: `INSERT INTO ${table} (${columns.join(', ')})
      VALUES (?, 1${', ?'.repeat(columns.length - 2)}) ON CONFLICT (id) DO NOTHING`,
    replace: `UPDATE ${table} SET ${assignments.join(', ')} WHERE id = ? AND version = ?`,
    remove: `DELETE FROM ${table} WHERE id = ?`,
    removeVersion: `DELETE FROM ${table} WHERE id = ? AND version = ?`,
  };
}

export function sqliteRecords<T>(db: Connection, commits: GroupCommit, spec: RecordSpec<T>): Records<T> {
  const table = ensureRecordTable(db, spec);
  const queries = recordQueries(table);
  const get = db.prepare<Row>(queries.get);
  const insert = db.prepare(queries.insert);
  const replace = db.prepare(queries.replace);
  const remove = db.prepare(queries.remove);
  const removeVersion = db.prepare(queries.removeVersion);
  const prepared = new Map<string, Statement<never>>();

  /** Shapes of queries are few (index × bounds × direction), so each is prepared once. */
  function prepare<R>(sql: string): Statement<R> {
    let statement = prepared.get(sql) as Statement<R> | undefined;
    if (!statement) {
      statement = db.prepare<R>(sql);
      prepared.set(sql, statement as Statement<never>);
    }
    return statement;
  }

  function columnsOf(value: T) {
    const valid = validated(spec, value);
    return [JSON.stringify(valid), ...keysOf(table, valid)];
  }

  return {
    async get(id) {
      const row = get.get([id]);
      return row ? stored<T>(row) : null;
    },
    async insertIfAbsent(id, value) {
      const columns = columnsOf(value);
      return commits.write(() => insert.run([id, ...columns]) === 1);
    },
    async replace(id, value, expectedVersion) {
      const columns = columnsOf(value);
      return commits.write(() => replace.run([...columns, id, expectedVersion]) === 1);
    },
    remove: (id, expectedVersion) =>
      commits.write(() => {
        if (expectedVersion === undefined) return remove.run([id]) === 1;
        return removeVersion.run([id, expectedVersion]) === 1;
      }),
    async find(query) {
      const { sql, values, filter, position } = pageQuery(spec, table.table, query);
      return pageOf<T>(prepare<Row>(sql).all(values), query, filter, position);
    },
    async count(query) {
      const { sql, values } = countQuery(spec, table.table, query);
      return prepare<{ n: number }>(sql).get(values)?.n ?? 0;
    },
  };
}

function stored<T>(row: Row): Stored<T> {
  return { id: row.id, version: row.version, value: JSON.parse(row.doc) as T };
}

function pageOf<T>(
  rows: Row[],
  query: RecordQuery,
  filter: unknown,
  position: readonly string[],
): Page<Stored<T>> {
  const items = rows.slice(0, query.limit).map((row) => stored<T>(row));
  const last = items.at(-1);
  if (rows.length <= query.limit || !last) return { items, cursor: null };
  const record = last.value as Record<string, Scalar | undefined>;
  const values = position.map((field) => (field === 'id' ? last.id : (record[field] ?? null)));
  return { items, cursor: encodeCursor(filter, values) };
}

function validated<T>(spec: RecordSpec<T>, value: T): T {
  const result = spec.schema.safeParse(value);
  if (result.success) return result.data;
  throw new InvalidRecord(
    spec.name,
    result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`),
  );
}
