import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { type BothLanguages, inBoth } from '../../lib/both-languages.ts';
import {
  columnOfTitle,
  ROSTER_COLUMN_NAMES,
  ROSTER_COLUMNS,
  type RosterColumn,
  type RosterLine,
} from './columns.ts';

/** The file cannot be read as a roster at all; the message says in both languages what to do. */
export class RosterFileError extends Error {
  constructor(said: BothLanguages, options?: { cause?: unknown }) {
    super(inBoth(said), options);
    this.name = 'RosterFileError';
  }
}

/**
 * Reads the lines of a roster from an XLSX or CSV file (comma, semicolon or tab, with or without BOM).
 *
 * @throws {RosterFileError} for another kind of file or missing columns.
 */
export async function readRosterFile(path: string): Promise<RosterLine[]> {
  const bytes = await readFile(path).catch((cause) => {
    throw new RosterFileError(unreadableFile(path), { cause });
  });
  return readRoster(bytes, extname(path).toLowerCase());
}

export function unreadableFile(path: string): BothLanguages {
  return {
    vi: `Không đọc được tệp ${path}. Kiểm tra lại đường dẫn.`,
    en: `The file ${path} cannot be read. Check the path.`,
  };
}

/** @param extension - `.xlsx` or `.csv`. @throws {RosterFileError} */
export async function readRoster(bytes: Buffer, extension: string): Promise<RosterLine[]> {
  const table =
    extension === '.xlsx' ? await xlsxTable(bytes) : extension === '.csv' ? await csvTable(bytes) : null;
  if (!table)
    throw new RosterFileError({
      vi: 'Chỉ nhận tệp .xlsx hoặc .csv.',
      en: 'Only .xlsx and .csv files are read.',
    });
  const [headings = [], ...rows] = table;
  const columns = headings.map(columnOfTitle);
  const missing = ROSTER_COLUMN_NAMES.filter(
    (name) => ROSTER_COLUMNS[name].required && !columns.includes(name),
  );
  if (missing.length > 0) {
    const titles = missing.map((name) => `“${ROSTER_COLUMNS[name].title}”`).join(', ');
    throw new RosterFileError({
      vi: `Dòng 1 thiếu cột ${titles}. Tạo tệp mẫu bằng lệnh: loa team template mau.xlsx.`,
      en: `Row 1 lacks the columns ${titles}. Make a file to fill in with: loa team template mau.xlsx.`,
    });
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
      {
        vi: 'Tệp Excel bị hỏng hoặc không phải .xlsx. Mở lại bằng Excel và lưu dạng .xlsx.',
        en: 'The workbook is damaged or no .xlsx. Open it in Excel and save it as .xlsx.',
      },
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

/** What stands between cells, by the settings of the machine; a tab in what spreadsheets call Unicode text. */
const DELIMITERS = [',', ';', '\t'];

/** @throws {RosterFileError} for a file in another encoding: names without their letters would go into the roster. */
function decoded(bytes: Buffer): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  const text = bytes.toString(isUtf16 ? 'utf16le' : 'utf8');
  if (text.includes('\uFFFD'))
    throw new RosterFileError({
      vi: 'Tệp CSV này làm mất chữ có dấu. Trong Excel, lưu lại dạng “CSV UTF-8” hoặc .xlsx.',
      en: 'This CSV has lost its accented letters. Save it from the spreadsheet as “CSV UTF-8” or .xlsx.',
    });
  return text;
}

async function csvTable(bytes: Buffer): Promise<string[][]> {
  const { parse } = await import('csv-parse/sync');
  const text = decoded(bytes);
  const firstLine = text.slice(0, text.indexOf('\n') + 1 || undefined);
  const delimiter = DELIMITERS.reduce((best, each) =>
    firstLine.split(each).length > firstLine.split(best).length ? each : best,
  );
  try {
    return parse(text, {
      bom: true,
      delimiter,
      relax_column_count: true,
      skip_empty_lines: false,
    }) as string[][];
  } catch (cause) {
    const said = {
      vi: 'Tệp CSV không đúng định dạng: kiểm tra dấu ngoặc kép.',
      en: 'The CSV is malformed: check its quotation marks.',
    };
    throw new RosterFileError(said, { cause });
  }
}
