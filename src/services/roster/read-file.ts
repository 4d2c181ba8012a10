import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import {
  columnOfTitle,
  ROSTER_COLUMN_NAMES,
  ROSTER_COLUMNS,
  type RosterColumn,
  type RosterLine,
} from './columns.ts';

/** The file cannot be read as a roster at all; the message says in Vietnamese what to do. */
export class RosterFileError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'RosterFileError';
  }
}

/**
 * Reads the lines of a roster from an XLSX or CSV file (comma or semicolon, with or without BOM).
 *
 * @throws {RosterFileError} for another kind of file or missing columns.
 */
export async function readRosterFile(path: string): Promise<RosterLine[]> {
  const bytes = await readFile(path).catch((cause) => {
    throw new RosterFileError(`Không đọc được tệp ${path}. Kiểm tra lại đường dẫn.`, { cause });
  });
  return readRoster(bytes, extname(path).toLowerCase());
}

/** @param extension - `.xlsx` or `.csv`. @throws {RosterFileError} */
export async function readRoster(bytes: Buffer, extension: string): Promise<RosterLine[]> {
  const table =
    extension === '.xlsx' ? await xlsxTable(bytes) : extension === '.csv' ? await csvTable(bytes) : null;
  if (!table) throw new RosterFileError('Chỉ nhận tệp .xlsx hoặc .csv.');
  const [headings = [], ...rows] = table;
  const columns = headings.map(columnOfTitle);
  const missing = ROSTER_COLUMN_NAMES.filter(
    (name) => ROSTER_COLUMNS[name].required && !columns.includes(name),
  );
  if (missing.length > 0) {
    const titles = missing.map((name) => `“${ROSTER_COLUMNS[name].title}”`).join(', ');
    throw new RosterFileError(`Dòng 1 thiếu cột ${titles}. Tải tệp mẫu bằng lệnh: loa team template.`);
  }
  return rows.flatMap((cells, i) => lineOf(cells, columns, i + 2));
}

function lineOf(cells: string[], columns: (RosterColumn | null)[], row: number): RosterLine[] {
  const line = Object.fromEntries(ROSTER_COLUMN_NAMES.map((name) => [name, ''])) as Record<
    RosterColumn,
    string
  >;
  for (const [i, column] of columns.entries()) {
    if (column) line[column] = (cells[i] ?? '').normalize('NFC').replace(/\s+/g, ' ').trim();
  }
  return Object.values(line).every((cell) => cell === '') ? [] : [{ row, cells: line }];
}

async function xlsxTable(bytes: Buffer): Promise<string[][]> {
  const { readSheet } = await import('read-excel-file/node');
  try {
    const sheet = await readSheet(bytes);
    return sheet.map((row) => row.map(cellText));
  } catch (cause) {
    throw new RosterFileError(
      'Tệp Excel bị hỏng hoặc không phải .xlsx. Mở lại bằng Excel và lưu dạng .xlsx.',
      { cause },
    );
  }
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  // Excel keeps a day as midnight UTC.
  if (cell instanceof Date) return cell.toISOString().slice(0, 10).split('-').reverse().join('/');
  return String(cell);
}

async function csvTable(bytes: Buffer): Promise<string[][]> {
  const { parse } = await import('csv-parse/sync');
  const text = bytes.toString('utf8');
  const firstLine = text.slice(0, text.indexOf('\n') + 1 || undefined);
  const delimiter = firstLine.split(';').length > firstLine.split(',').length ? ';' : ',';
  try {
    return parse(text, {
      bom: true,
      delimiter,
      relax_column_count: true,
      skip_empty_lines: false,
    }) as string[][];
  } catch (cause) {
    throw new RosterFileError('Tệp CSV không đúng định dạng: kiểm tra dấu ngoặc kép.', { cause });
  }
}
