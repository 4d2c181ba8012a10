import { expect, it } from 'vitest';
import { type Readers, understandLine } from '../../src/services/understand.ts';
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
