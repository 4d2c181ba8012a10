import type { XlsxCell } from '../../lib/xlsx/cell.ts';

/** What a cell can hold. Null is an empty cell: "not said", which is not 0. */
export type Cell = XlsxCell;

/** One column of an export. Keys and order are stable: spreadsheets of officers refer to them. */
export interface Column<T> {
  /** Vietnamese heading. */
  title: string;
  of(row: T): Cell;
}

/** An export before it becomes a file. */
export interface Table<T> {
  columns: readonly Column<T>[];
  rows: AsyncIterable<T>;
}
