import { Sheet } from '../../lib/xlsx/sheet.ts';
import { writeXlsx } from '../../lib/xlsx/write-xlsx.ts';
import { ROSTER_COLUMN_NAMES, ROSTER_COLUMNS } from './columns.ts';

/** Invented rows that show how the file is filled in. */
const EXAMPLES: Record<string, string>[] = [
  {
    teamCode: 'TTT-901',
    teamName: 'Tổ truyền thông Thôn Mẫu 01',
    commune: 'Xã Bác Ái',
    village: 'Thôn Mẫu 01',
    foundedOn: '05/11/2023',
    memberName: 'Tổ trưởng Mẫu',
    role: 'Tổ trưởng',
    officerName: 'Cán bộ Mẫu',
    officerPhone: '0259 000 0000',
    officerHours: '7:30–17:00, thứ 2–thứ 6',
  },
  {
    teamCode: 'TTT-901',
    commune: 'Xã Bác Ái',
    village: 'Thôn Mẫu 01',
    memberName: 'Thành viên Mẫu',
    role: 'Thành viên',
  },
  {
    commune: 'Tỉnh Khánh Hòa',
    officerName: 'Cán bộ tỉnh Mẫu',
    officerPhone: '0258 000 0000',
    officerHours: '7:30–17:00, thứ 2–thứ 6',
  },
];

/** An empty roster file with headings and invented rows, as XLSX or as CSV with BOM. */
export async function rosterTemplate(format: 'xlsx' | 'csv'): Promise<Buffer> {
  const titles = ROSTER_COLUMN_NAMES.map((name) => ROSTER_COLUMNS[name].title);
  const rows = EXAMPLES.map((example) => ROSTER_COLUMN_NAMES.map((name) => example[name] ?? ''));
  if (format === 'csv') {
    const { stringify } = await import('csv-stringify/sync');
    return Buffer.from(stringify([titles, ...rows], { bom: true }));
  }
  const sheet = new Sheet(titles);
  for (const row of rows) sheet.add(row);
  return writeXlsx(sheet, 'Danh sách');
}
