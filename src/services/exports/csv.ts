import { displayDate } from '../../domain/calendar.ts';
import type { DayCell } from '../../lib/xlsx/cell.ts';
import type { Cell, Table } from './table.ts';

/** Rows of one chunk: the file is made while it is being sent, never held as a whole. */
const ROWS_A_CHUNK = 200;

/** Without it Excel takes UTF-8 for something else and breaks every accent. */
const BOM = '\uFEFF';

/**
 * The table as CSV: UTF-8 with BOM, comma, CRLF as RFC 4180 has it. A text that a spreadsheet would take for a formula
 * gets an apostrophe before it; numbers stay numbers.
 */
export async function* csvOf<T>({ columns, rows }: Table<T>): AsyncGenerator<string> {
  const { stringify } = await import('csv-stringify/sync');
  const text = (lines: Cell[][]) =>
    stringify(
      lines.map((line) => line.map(safeCell)),
      { record_delimiter: 'windows' },
    );
  yield BOM + text([columns.map(({ title }) => title)]);
  let lines: Cell[][] = [];
  for await (const row of rows) {
    lines.push(columns.map((column) => column.of(row)));
    if (lines.length < ROWS_A_CHUNK) continue;
    yield text(lines);
    lines = [];
  }
  if (lines.length > 0) yield text(lines);
}

/** Also behind blanks and in full width, as spreadsheets read them. */
const FORMULA = /^[\s\u200b]*[=+\-@＝＋－＠\t\r\n]/;

function safeCell(cell: Cell): string | number | null {
  if (typeof cell === 'object') return cell && dayText(cell);
  return typeof cell === 'string' && FORMULA.test(cell) ? `'${cell}` : cell;
}

/** A cell as people read it; empty where nothing was said. */
export function cellText(cell: Cell): string {
  if (cell === null) return '';
  return typeof cell === 'object' ? dayText(cell) : String(cell);
}

function dayText({ date, time }: DayCell): string {
  return time === null ? displayDate(date) : `${displayDate(date)} ${time}`;
}
