import { expect, it } from 'vitest';
import { analysed } from '../../scripts/project-analysis.ts';
import { loadLexicon } from '../../src/content/phrases.ts';
import { codeSigns, knownSigns, readyReportPoints } from '../../src/vi/code-points.ts';
import { createVi } from '../../src/vi/create-vi.ts';
import { vi } from './support.ts';

const lexicon = loadLexicon('content/phrases');
const NOW = { date: '2026-11-23', time: '09:00' };

function themesWith(themePoints: NonNullable<typeof lexicon.themePoints>, text: string) {
  const { themes, why } = createVi({ ...lexicon, themePoints }).readReport(text, NOW);
  return { themes, why: why.filter(({ rule }) => rule === 'theme_words').map(({ text: word }) => word) };
}

it('a report whose subject no phrase names is told by all its words, and shows the word that says most', () => {
  const table = { 'u:keng': { tao_hon: 200, none: -50 }, 'u:kinh': { tao_hon: 90 } };
  expect(themesWith(table, 'hôm qua tổ em keng kinh 40 người')).toEqual({
    themes: ['tao_hon'],
    why: ['keng'],
  });
});

it('a subject that a phrase names is not outweighed', () => {
  expect(
    themesWith({ 'u:keng': { tao_hon: 900 } }, 'nói chuyện phòng chống mua bán người, keng').themes,
  ).toEqual(['mua_ban_nguoi']);
});

it('no subject is taken where the words speak for none or are not sure', () => {
  expect(themesWith({ 'u:keng': { none: 300, tao_hon: 100 } }, 'keng 40 người').themes).toEqual([]);
  expect(themesWith({ 'u:keng': { blgd: 50, tao_hon: 60, skss: 40 } }, 'keng 40 người').themes).toEqual([]);
});

it('of several subjects named one that all other words speak against is left out, unless both are said in one breath', () => {
  const table = { 'u:keng': { kinh_te: -900, tao_hon: 50 } };
  expect(themesWith(table, 'vừa vay vốn xong thì tổ nói keng tảo hôn').themes).toEqual(['tao_hon']);
  expect(themesWith(table, 'keng nói vay vốn, tảo hôn').themes.toSorted()).toEqual(['kinh_te', 'tao_hon']);
});

it('a form is told by all words where none is named, and one that they speak against is none', () => {
  const forms = (formPoints: NonNullable<typeof lexicon.formPoints>, text: string) =>
    createVi({ ...lexicon, formPoints }).readReport(text, NOW).forms;
  expect(forms({ 'u:keng': { loa: 300, none: -50 } }, 'hôm qua tổ em keng 40 người')).toEqual(['loa']);
  expect(forms({ 'u:keng': { loa: 40, so: 30 } }, 'hôm qua tổ em keng 40 người')).toEqual([]);
  expect(forms({ 'u:keng': { loa: -900, none: 300 } }, 'loa thì keng rồi, 40 người')).toEqual([]);
});

it.each([
  ['hôm qua họp thôn 50 người, nữ 30', []],
  ['phát 40 tờ rơi cho bà con, trời mưa nên về sớm', []],
  ['Sáng nay em phân tích cho ba mẹ hiểu đủ 18 mới được cưới, 12 người', ['tao_hon']],
  ['20 phụ nữ và 8 cháu nhỏ', []],
  ['35 phụ nữ, 15 nam giới', []],
] as const)('the table of the project reads "%s"', (text, themes) => {
  expect(vi.readReport(text, NOW).themes).toEqual(themes);
});

it('signs are found without their names exactly as they are named', () => {
  const table = {
    base: { tao_hon: 1 },
    'u:vo': { tao_hon: 2 },
    'a:vơ5': { tao_hon: 4 },
    'b:vo chong': { tao_hon: 8 },
  };
  const points = readyReportPoints(table, {});
  const sumOf = (text: string) =>
    knownSigns(analysed(text), points).reduce((sum, [row]) => sum + (points.rows[row] ?? 0), 0);
  const named = (text: string) =>
    [...codeSigns(analysed(text))].reduce(
      (sum, sign) => sum + (Object.entries(table).find(([name]) => name === sign)?.[1].tao_hon ?? 0),
      0,
    );
  for (const text of ['vợ chồng, vợ', 'vo chong', 'chồng vợ', 'vo. chong', ''])
    expect(sumOf(text), text).toBe(named(text));
  expect(sumOf('vợ chồng, vợ')).toBe(15);
});
