import { expect, it } from 'vitest';
import { answerLine, type Readers, understandLine } from '../../src/services/understand.ts';
import { MONDAY, vi } from '../vi/support.ts';

const readers: Readers = { vi, safety: null, now: MONDAY };
const NOW = '2026-11-25T14:05:00+07:00';

it('answers dates with the day and whether to ask', () => {
  expect(understandLine('dates', { text: 'hôm qua', now: NOW }, readers)).toMatchObject({
    expect: '2026-11-24',
    ask: false,
  });
  expect(understandLine('dates', { text: 'mai', now: NOW }, readers)).toMatchObject({
    expect: null,
    ask: true,
  });
});

it('uses its own now for rows that bring none', () => {
  expect(understandLine('dates', { text: 'hôm qua' }, readers)).toMatchObject({ expect: '2026-11-22' });
});

it('answers commands with the topic', () => {
  expect(understandLine('commands', { text: 'xin tờ rơi tảo hôn' }, readers)).toMatchObject({
    expect: 'content',
    topic: 'tao_hon',
  });
});

it('answers reports with the nine fields and nothing else', () => {
  const { expect: fields } = understandLine('reports', { text: '45 người', now: NOW }, readers);
  expect(Object.keys(fields as object)).toEqual([
    'date',
    'total',
    'female',
    'male',
    'dtts',
    'children',
    'themes',
    'forms',
    'leaflets',
  ]);
});

it('refuses to judge safety without its reader', () => {
  expect(() => understandLine('safety', { text: 'chào' }, readers)).toThrow(/safety/);
});

it('reads the moment of a row by the clock of the villages, whatever zone it is written in', () => {
  const row = { text: 'hôm qua', now: '2026-11-24T18:30:00Z' };
  expect(understandLine('dates', row, readers)).toMatchObject({ expect: '2026-11-24' });
});

it('takes null for what a row leaves out', () => {
  const line = JSON.stringify({ text: 'hôm qua', now: null, question: null, context: null, roster: null });
  expect(answerLine('dates', line, readers)).toMatchObject({ expect: '2026-11-22', ask: false });
});

it.each([
  ['', 'this line is empty'],
  ['{"text": ', 'this line is not JSON'],
  ['[]', expect.stringContaining('expected object')],
  ['{"txt": "chào"}', 'text: text must be there and be words'],
  ['{"text": "chào", "now": "hôm nay"}', 'now: now must look like 2026-11-23T09:00:00+07:00'],
])('answers %j with what is wrong, in the shape of the kind', (line, error) => {
  expect(answerLine('commands', line, readers)).toEqual({ expect: null, error });
  expect(answerLine('safety', line, readers)).toEqual({ level: null, topic: null, error });
});
