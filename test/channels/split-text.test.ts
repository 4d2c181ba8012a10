import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitText } from '../../src/channels/split-text.ts';

const SEED = 20261123;
const segmenter = new Intl.Segmenter('vi', { granularity: 'grapheme' });

describe('splitting a text', () => {
  it('leaves a text that fits alone', () => {
    expect(splitText('Chào chị.', 20)).toEqual(['Chào chị.']);
  });

  it('gives nothing for a blank text', () => {
    expect(splitText(' \n ', 20)).toEqual([]);
  });

  it('prefers the end of a sentence', () => {
    expect(splitText('Họp xong rồi. Có ba mươi người dự!', 24)).toEqual([
      'Họp xong rồi.',
      'Có ba mươi người dự!',
    ]);
  });

  it('prefers a line break too, and does not tear a number from its list line', () => {
    expect(splitText('Mời chọn nhé\n1. Gửi báo cáo\n2. Sửa lại', 30)).toEqual([
      'Mời chọn nhé\n1. Gửi báo cáo',
      '2. Sửa lại',
    ]);
  });

  it('cuts at a space when the first sentence is too short to stand alone', () => {
    expect(splitText('Dạ. mot hai ba bon nam sau bay tam', 20)).toEqual([
      'Dạ. mot hai ba bon',
      'nam sau bay tam',
    ]);
  });

  it.each([
    ['a telephone number', 'Xin gọi số 0259 000 0000 nhé', 18, '0259 000 0000'],
    ['a number with dots', 'Hỗ trợ tất cả 12.500.000 đồng', 18, '12.500.000'],
    ['a date', 'Buổi họp vào 12/11/2026 tại thôn', 18, '12/11/2026'],
    ['a link', 'Xem ở https://thon.example/c/a.b nha', 30, 'https://thon.example/c/a.b'],
  ])('never cuts inside %s', (_, text, limit, whole) => {
    const pieces = splitText(text, limit);
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.some((piece) => piece.includes(whole))).toBe(true);
  });

  it('cuts an endless row of numbers between two of them', () => {
    const pieces = splitText('12 345 '.repeat(20), 30);
    expect(pieces.every((piece) => piece.length <= 30 && /^(12|345)\b.*\b(12|345)$/.test(piece))).toBe(true);
  });

  it('cuts a link that no piece can hold', () => {
    const pieces = splitText(`https://thon.example/${'a'.repeat(50)}`, 20);
    expect(pieces.every((piece) => piece.length <= 20)).toBe(true);
  });

  it('keeps every limit, loses only white space and never cuts inside a visible character', () => {
    const piece = fc.constantFrom(
      'tổ chức',
      '👩‍👩‍👧‍👦',
      'e\u0302\u0323',
      '🇻🇳',
      '. ',
      ' ',
      '\n',
      '12.500',
      'https://a.example/b',
      '\u0301',
    );
    const texts = fc.oneof(
      fc.array(piece, { maxLength: 60 }).map((parts) => parts.join('')),
      fc.string({ unit: 'grapheme', maxLength: 200 }),
    );
    fc.assert(
      fc.property(texts, fc.integer({ min: 40, max: 120 }), (text, limit) => {
        const pieces = splitText(text, limit);
        expect(pieces.every((part) => part.length <= limit && part !== '')).toBe(true);
        expect(pieces.join('').replace(/\s/gu, '')).toBe(text.replace(/\s/gu, ''));
        const whole = new Set([...segmenter.segment(text)].map(({ segment }) => segment.trim()));
        const cut = pieces
          .flatMap((part) => [...segmenter.segment(part)])
          .map(({ segment }) => segment.trim());
        expect(cut.filter((grapheme) => grapheme.length <= limit && !whole.has(grapheme))).toEqual([]);
      }),
      { seed: SEED, numRuns: 1_000 },
    );
  });

  it('falls back to code points for a single visible character longer than a piece', () => {
    const text = `e${'\u0302'.repeat(100)}`;
    const pieces = splitText(text, 30);
    expect(pieces.join('')).toBe(text);
    expect(pieces.every((piece) => piece.length <= 30)).toBe(true);
  });
});
