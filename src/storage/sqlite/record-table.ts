import type { RecordSpec } from '../../domain/record-spec.ts';
import type { Scalar } from '../records.ts';
import type { Connection, SqlValue } from './connection.ts';

const NAME = /^[a-z][a-z0-9_]*$/;
const FIELD = /^[a-z][A-Za-z0-9]*$/;
/** Records whose new columns are filled in one go. */
const BACKFILL_PAGE = 500;

/**
 * How null is kept in an index column. SQL's NULL is equal and comparable to nothing, which would break keyset pages;
 * this sorts before every number and text, and no JSON document can contain it.
 */
const NULL_KEY = Number.NEGATIVE_INFINITY;

/** A field's value as its index column keeps it. @throws {TypeError} when it is not a scalar. */
export function indexKey(value: unknown): string | number {
  if (value === null || value === undefined) return NULL_KEY;
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'string' || typeof value === 'number') return value;
  throw new TypeError(`an indexed field must be a scalar, not ${typeof value}`);
}

/** Table and columns of one declared kind of record. */
export interface RecordTable {
  table: string;
  /** Indexed fields, each once. */
  fields: readonly string[];
}

/** @throws {TypeError} when the name or a field cannot be a table or column. */
export function recordTable<T>(spec: RecordSpec<T>): RecordTable {
  const fields = [...new Set<string>(Object.values(spec.indexes).flat())].sort();
  if (!NAME.test(spec.name)) throw new TypeError(`a record's name must be in snake_case: ${spec.name}`);
  for (const field of fields) {
    if (!FIELD.test(field)) throw new TypeError(`${spec.name}: cannot index field ${field}`);
  }
  return { table: `r_${spec.name}`, fields };
}

/** The quoted column of an indexed field; `id` is the record's own. */
export function columnOf(field: string): string {
  return field === 'id' ? 'id' : `"f_${field}"`;
}

/** Column values of a record, in the order of {@link RecordTable.fields}. */
export function keysOf(table: RecordTable, value: unknown): SqlValue[] {
  const record = value as Record<string, Scalar | undefined>;
  return table.fields.map((field) => indexKey(record[field]));
}

/** Makes or alters table and indexes so that they fit the spec; does nothing when they do. */
export function ensureRecordTable<T>(db: Connection, spec: RecordSpec<T>): RecordTable {
  const table = recordTable(spec);
  const columns = db
    .prepare<{ name: string }>(`SELECT name FROM pragma_table_info('${table.table}')`)
    .all()
    .map((column) => column.name);
  const missing = table.fields.filter((field) => !columns.includes(`f_${field}`));
  const surplus = columns.filter((name) => name.startsWith('f_') && !table.fields.includes(name.slice(2)));
  const { drops, creates } = indexChanges(db, spec, table);
  const changes = missing.length + surplus.length + drops.length + creates.length;
  if (columns.length > 0 && changes === 0) return table;
  db.exec('BEGIN IMMEDIATE');
  try {
    for (const drop of drops) db.exec(drop);
    for (const name of surplus) db.exec(`ALTER TABLE ${table.table} DROP COLUMN "${name}"`);
    if (columns.length === 0) db.exec(createTable(table));
    else if (missing.length > 0) addColumns(db, table, missing);
    for (const create of creates) db.exec(create);
    db.exec('COMMIT');
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
  return table;
}

function createTable({ table, fields }: RecordTable): string {
  const columns = fields.map((field) => `, ${columnOf(field)} NOT NULL`).join('');
  return `CREATE TABLE ${table} (id TEXT PRIMARY KEY, version INTEGER NOT NULL, doc TEXT NOT NULL${columns}) WITHOUT ROWID`;
}

function addColumns(db: Connection, table: RecordTable, missing: readonly string[]): void {
  for (const field of missing)
    db.exec(`ALTER TABLE ${table.table} ADD COLUMN ${columnOf(field)} NOT NULL DEFAULT 0`);
  const page = db.prepare<{ id: string; doc: string }>(
    `SELECT id, doc FROM ${table.table} WHERE id > ? ORDER BY id LIMIT ${BACKFILL_PAGE}`,
  );
  const assignments = table.fields.map((field) => `${columnOf(field)} = ?`).join(', ');
  const fill = db.prepare(`UPDATE ${table.table} SET ${assignments} WHERE id = ?`);
  let after = '';
  for (let rows = page.all([after]); rows.length > 0; rows = page.all([after])) {
    for (const row of rows) fill.run([...keysOf(table, JSON.parse(row.doc)), row.id]);
    after = rows.at(-1)?.id as string;
  }
}

/** Statements that make the table's indexes those of the spec: changed and undeclared ones go. */
function indexChanges<T>(db: Connection, spec: RecordSpec<T>, { table }: RecordTable) {
  const wanted = new Map(
    Object.entries<readonly string[]>(spec.indexes).map(([index, fields]) => {
      const columns = [...fields, 'id'].map(columnOf).join(', ');
      return [`i_${spec.name}_${index}`, `CREATE INDEX "i_${spec.name}_${index}" ON ${table} (${columns})`];
    }),
  );
  const found = db
    .prepare<{ name: string; sql: string }>(
      `SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL`,
    )
    .all([table]);
  const right = new Set(found.filter(({ name, sql }) => wanted.get(name) === sql).map(({ name }) => name));
  const drops = found.filter(({ name }) => !right.has(name)).map(({ name }) => `DROP INDEX "${name}"`);
  const creates = [...wanted].filter(([name]) => !right.has(name)).map(([, sql]) => sql);
  return { drops, creates };
}
