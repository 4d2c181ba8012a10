import { Sheet } from '../../lib/xlsx/sheet.ts';
import { writeXlsx } from '../../lib/xlsx/write-xlsx.ts';
import { Refused } from '../refused.ts';
import type { Table } from './table.ts';

/** An XLSX file is made in memory, so it has a limit; CSV has none. */
export const MAX_XLSX_ROWS = 20_000;

/**
 * The table as XLSX: numbers as numbers, days as days, texts as texts, so that none becomes a formula.
 *
 * @param name - Name of the sheet. @throws {Refused} `export-too-large`.
 */
export async function xlsxOf<T>({ columns, rows }: Table<T>, name: string): Promise<Buffer> {
  const sheet = new Sheet(columns.map(({ title }) => title));
  for await (const row of rows) {
    if (sheet.rowCount >= MAX_XLSX_ROWS) throw new Refused('export-too-large');
    sheet.add(columns.map((column) => column.of(row)));
  }
  return writeXlsx(sheet, name);
}
