import type { SheetData } from 'write-excel-file/node';
import type { Table } from './table.ts';

/** An XLSX file is made in memory, so it has a limit; CSV has none. */
export const MAX_XLSX_ROWS = 20_000;

/** The table has too many rows for XLSX. */
export class TooManyRows extends Error {
  constructor() {
    super(`more than ${MAX_XLSX_ROWS} rows`);
    this.name = 'TooManyRows';
  }
}

const MIN_WIDTH_CHARS = 10;

/** The table as XLSX with a bold heading that stays in view. Texts are typed as texts, so none is a formula. */
export async function xlsxOf<T>({ columns, rows }: Table<T>): Promise<Buffer> {
  const { default: writeXlsxFile } = await import('write-excel-file/node');
  const sheet: SheetData = [
    columns.map(({ title }) => ({ value: title, type: String, fontWeight: 'bold', wrap: true })),
  ];
  for await (const row of rows) {
    if (sheet.length > MAX_XLSX_ROWS) throw new TooManyRows();
    // A plain text is written as a text, a number as a number: neither can become a formula.
    sheet.push(columns.map((column) => column.of(row)));
  }
  const widths = columns.map(({ title }) => ({ width: Math.max(MIN_WIDTH_CHARS, title.length + 2) }));
  return writeXlsxFile(sheet, {
    columns: widths,
    stickyRowsCount: 1,
  }).toBuffer();
}
