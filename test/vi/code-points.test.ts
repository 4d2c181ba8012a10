import { expect, it } from 'vitest';
import { loadLexicon } from '../../src/content/phrases.ts';
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
  expect(themesWith({ 'u:keng': { blgd: 50, tao_hon: 60 } }, 'keng 40 người').themes).toEqual([]);
});

it.each([
  ['hôm qua họp thôn 50 người, nữ 30', []],
  ['phát 40 tờ rơi cho bà con, trời mưa nên về sớm', []],
  ['Sáng nay em phân tích cho ba mẹ hiểu đủ 18 mới được cưới, 12 người', ['tao_hon']],
] as const)('the table of the project reads "%s"', (text, themes) => {
  expect(vi.readReport(text, NOW).themes).toEqual(themes);
});
