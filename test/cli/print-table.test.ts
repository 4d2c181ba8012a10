import { expect, it } from 'vitest';
import { tableLines } from '../../src/cli/print-table.ts';

const TITLES = ['Mã tổ', 'Tình trạng', 'Tên'];
const ROWS = [
  ['TTT-901', 'đến hạn', 'Tổ Mẫu'],
  ['TTT-9', 'báo chưa tổ chức', ''],
];

it('shows people headings and columns that stand below each other, also where letters are of several code points', () => {
  const apart = [...ROWS, ['TTT-77', 'đến hạn'.normalize('NFD'), 'Tổ Hai']];
  expect(tableLines(TITLES, apart, true)).toEqual([
    'Mã tổ    Tình trạng        Tên',
    'TTT-901  đến hạn           Tổ Mẫu',
    'TTT-9    báo chưa tổ chức',
    `TTT-77   ${'đến hạn'.normalize('NFD')}           Tổ Hai`,
  ]);
});

it('gives programs the rows alone, with tabs, and nobody headings over nothing', () => {
  expect(tableLines(TITLES, ROWS, false)).toEqual(['TTT-901\tđến hạn\tTổ Mẫu', 'TTT-9\tbáo chưa tổ chức\t']);
  expect(tableLines(TITLES, [], true)).toEqual([]);
});

it('keeps what was typed into a chat within its cell: no line, no tab and no sign that steers the terminal gets out', () => {
  const typed = [['TTT-901', 'bà con\nđi\trẫy', 'Tổ\u001B[2J Mẫu\u202E']];
  expect(tableLines(TITLES, typed, false)).toEqual(['TTT-901\tbà con đi rẫy\tTổ [2J Mẫu']);
  expect(tableLines(TITLES, typed, true)[1]).toBe('TTT-901  bà con đi rẫy  Tổ [2J Mẫu');
});
