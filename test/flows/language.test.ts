import { describe, expect, it } from 'vitest';
import { holds, parseCondition } from '../../src/flows/condition.ts';
import { fill, sentenceList } from '../../src/flows/template.ts';
import { missingLanguages, variantOf } from '../../src/flows/texts.ts';

const VALUES: Record<string, unknown> = {
  date: '2026-11-05',
  total: 1_200,
  forms: ['hop_thon', 'loa'],
  none: null,
  zero: 0,
  'team.role': 'leader',
  sessions: [{ code: 'BC-1' }, { code: 'BC-2' }],
};
const resolve = (path: string) => VALUES[path];

describe('templates', () => {
  it.each([
    ['{{date | date}}', '05/11/2026'],
    ['{{total | number}}', '1.200'],
    ['{{forms | label:forms | list}}', 'Lồng ghép họp thôn và Loa phát thanh, loa kéo'],
    ['{{sessions | pluck:code | list}}', 'BC-1 và BC-2'],
    ['{{sessions | count}} buổi', '2 buổi'],
    ['{{none | or:"chưa có"}}', 'chưa có'],
    ['a{{none | with:", nữ {}"}}{{zero | with:", nam {}"}}', 'a, nam 0'],
    ['{{team.role | label:roles}}', 'tổ trưởng'],
    ['không có gì', 'không có gì'],
    ['{{ none }}', ''],
  ])('%s gives "%s"', (template, text) => {
    expect(fill(template, resolve)).toBe(text);
  });

  it('leave out a line that has nothing to say', () => {
    expect(fill('A\n• Nữ: {{none}}\n• Nam: {{zero}}', resolve)).toBe('A\n• Nam: 0');
  });

  it('never fill in what a value contains', () => {
    expect(fill('{{evil}}', () => '{{total}} $& $1')).toBe('{{total}} $& $1');
  });

  it('join lists as people do', () => {
    expect([sentenceList([]), sentenceList(['a']), sentenceList(['a', 'b', 'c'])]).toEqual([
      '',
      'a',
      'a, b và c',
    ]);
  });
});

describe('conditions', () => {
  it.each([
    ['total > 1000', true],
    ['total >= 1200 and total <= 1200', true],
    ['date < 2026', false],
    ['team.role is leader', true],
    ['team.role is not leader', false],
    ['forms includes loa', true],
    ['none known', false],
    ['none unknown', true],
    ['zero known', true],
    ['none > 0', false],
    ['none > 0 or total > 0', true],
    ['not none', true],
  ])('%s is %s', (condition, expected) => {
    expect(holds(condition, resolve)).toBe(expected);
  });

  it.each(['', 'total >', 'a b c', 'x is', '(a)'])('"%s" cannot be read', (source) => {
    expect(parseCondition(source)).toBeNull();
  });
});

describe('texts in languages', () => {
  const text = { vi: 'Chào', 'rog-Latn': { audio: 'rog-chao' }, 'cjm-Latn': 'Bản thử' };

  it('fall back to Vietnamese', () => {
    expect(variantOf(text, 'kpm')).toEqual({ text: 'Chào', audio: null });
    expect(variantOf('Chào', 'rog-Latn')).toEqual({ text: 'Chào', audio: null });
  });

  it('give a recording with the Vietnamese words', () => {
    expect(variantOf(text, 'rog-Latn')).toEqual({ text: 'Chào', audio: 'rog-chao' });
  });

  it('tell what is missing', () => {
    expect(missingLanguages(text, ['vi', 'rog-Latn', 'kpm'])).toEqual(['kpm']);
  });
});
