import { readSheet } from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { daySerial, type XlsxCell } from '../../src/lib/xlsx/cell.ts';
import { Sheet } from '../../src/lib/xlsx/sheet.ts';
import { writeXlsx } from '../../src/lib/xlsx/write-xlsx.ts';

/** Written by us, read by somebody else's reader. */
async function readBack(headings: string[], rows: XlsxCell[][]) {
  const sheet = new Sheet(headings);
  for (const row of rows) sheet.add(row);
  return readSheet(await writeXlsx(sheet, 'Báo cáo & sổ'));
}

describe('an XLSX file', () => {
  it('keeps numbers as numbers, days as days, empty as empty and texts letter by letter', async () => {
    const rows: XlsxCell[][] = [
      ['Thôn Mẫu 01', 0, { date: '2026-11-05', time: null }, null],
      [' hai  dấu cách ', 12.5, { date: '2026-02-28', time: '19:30' }, 'dòng một\ndòng hai'],
      ['a < b & "c" > d', -3, null, '_x000D_ viết nguyên'],
    ];
    const [heading, ...read] = await readBack(['Tên', 'Số', 'Ngày', 'Ghi chú'], rows);
    expect(heading).toEqual(['Tên', 'Số', 'Ngày', 'Ghi chú']);
    expect(read[0]).toEqual(['Thôn Mẫu 01', 0, new Date('2026-11-05T00:00:00Z'), null]);
    expect(read[1]?.slice(1)).toEqual([12.5, new Date('2026-02-28T19:30:00Z'), 'dòng một\ndòng hai']);
    expect(read[2]?.slice(0, 3)).toEqual(['a < b & "c" > d', -3, null]);
  });

  it('counts days as Excel does', () => {
    expect(daySerial({ date: '1900-03-01', time: null })).toBe(61);
    expect(daySerial({ date: '2026-11-05', time: '12:00' })).toBe(46_331.5);
  });

  it('has no formula, whatever the texts are', async () => {
    const evil = ['=1+1', '+HYPERLINK("x")', '@SUM(A1)', '-2', '\t=1', '</t></si><f>1+1</f>'];
    const sheet = new Sheet(['Kết quả']);
    for (const text of evil) sheet.add([text]);
    expect(sheet.sheetXml()).not.toMatch(/<f[ >]/);
    expect(sheet.textsXml()).not.toMatch(/<f[ >]/);
    const [, ...read] = await readSheet(await writeXlsx(sheet, 'Kết quả'));
    expect(read.map(([cell]) => String(cell).trim())).toEqual(evil.map((text) => text.trim()));
  });

  it('leaves out what no XML can hold, and mends half a character', async () => {
    const [, read] = await readBack(['Tên'], [['a\u0000b\u000bc\ud800d\uffff']]);
    expect(read).toEqual(['abc\ufffdd']);
  });

  it('names more columns than there are letters, each wide enough for what it holds', async () => {
    const headings = Array.from({ length: 60 }, (_, i) => `Cột ${i + 1}`);
    const sheet = new Sheet(headings);
    sheet.add(headings.map((_, i) => (i === 59 ? 'x'.repeat(200) : i === 58 ? 'Phường Mẫu Rất Dài' : i)));
    expect(sheet.sheetXml()).toContain('<c r="BH2" t="s">');
    expect(sheet.sheetXml()).toContain('<col min="59" max="59" width="20" customWidth="1"/>');
    expect(sheet.sheetXml()).toContain('<col min="60" max="60" width="62" customWidth="1"/>');
    const [heading, row] = await readSheet(await writeXlsx(sheet, 'Nhiều cột'));
    expect([heading, row?.[58], row?.length]).toEqual([headings, 'Phường Mẫu Rất Dài', 60]);
  });

  it('is the same bytes for the same rows', async () => {
    const bytes = () => {
      const sheet = new Sheet(['Tên']);
      sheet.add(['Thôn Mẫu 01']);
      return writeXlsx(sheet, 'Tổ');
    };
    expect(await bytes()).toEqual(await bytes());
  });
});
