import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Vi } from '../../src/vi/vi.ts';
import { MONDAY, vi } from './support.ts';

const QUARTER = 'Quý này tổ đã tổ chức buổi nào chưa?';
const READERS: [string, (vi: Vi, text: string) => unknown][] = [
  ['readDate', (v, text) => v.readDate(text, MONDAY)],
  ['readNumber', (v, text) => v.readNumber(text)],
  ['readYesNo', (v, text) => v.readYesNo(text, 'Đúng chưa? 1 Đúng · 2 Sửa')],
  ['readYesNo of the quarter', (v, text) => v.readYesNo(text, QUARTER)],
  ['readCommand', (v, text) => v.readCommand(text)],
  ['readReport', (v, text) => v.readReport(text, MONDAY)],
  ['readVillage', (v, text) => v.readVillage(text, ['Do', 'Tà Mung 1'])],
];
const PIECES =
  'a 1/ năm mười trăm chục nữ: nam 50 người , . - thứ 7 tuần ngày 5/11 không có ai khoảng nha 😀 \n a6 dd 0912 tờ rơi'.split(
    ' ',
  );
/** Processor time, which other work on the machine hardly changes: far above a linear reader, far below a quadratic one. */
const MOST_CPU_MS = 8000;
const MICROS_PER_MS = 1000;
const LONG = 20_000;
/** Pairs of clauses compared with each other would take ten times the limit. */
const MANY_CLAUSES = 6_000;
/** Words looked for in every form would take twice the limit. */
const MANY_FORMS = 60_000;

describe('any text', () => {
  it.each(READERS)('%s answers anything without throwing, the same each time', (_, read) => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'grapheme', maxLength: 60 }),
          fc.array(fc.constantFrom(...PIECES)).map((p) => p.join(' ')),
        ),
        (text) => {
          expect(read(vi, text)).toEqual(read(vi, text));
        },
      ),
      { numRuns: 150, seed: 8 },
    );
  });

  it('points every reason at the words it names', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES)), (pieces) => {
        const text = pieces.join(' ');
        for (const why of vi.readReport(text, MONDAY).why)
          expect(text.slice(why.start, why.end)).toBe(why.text);
      }),
      { numRuns: 150, seed: 8 },
    );
  });
});

describe('very long texts', () => {
  it.each(
    PIECES.concat(
      'thôn có 60 được 70 ',
      'nữ/nam/',
      'không có ai ',
      '12 người nữ ',
      'mười một trăm ',
      '50+',
      'to roi 5 to ',
      '100 to ',
      'không phải 5/11, ',
      'lớp 4a ',
      'năm chin tam ',
      'chồng 5 vô bếp 5 ',
    ),
  )('are read in linear time: %j', (piece) => {
    const text = piece.repeat(Math.ceil(LONG / piece.length)).slice(0, LONG);
    const started = process.cpuUsage();
    for (const [, read] of READERS) read(vi, text);
    const used = process.cpuUsage(started);
    expect((used.user + used.system) / MICROS_PER_MS).toBeLessThan(MOST_CPU_MS);
  });

  it('full of forms are read as commands in linear time', () => {
    const text = 'loa hư '.repeat(MANY_FORMS);
    const started = process.cpuUsage();
    vi.readCommand(text);
    const used = process.cpuUsage(started);
    expect((used.user + used.system) / MICROS_PER_MS).toBeLessThan(MOST_CPU_MS);
  });

  it.each(['hồi nãy sai mà giờ đúng, ', 'tại mưa, nên chưa, ', 'tổ bên rồi, tổ tui chưa '])(
    'of thousands of clauses are answered in linear time: %j',
    (piece) => {
      const text = piece.repeat(MANY_CLAUSES);
      const started = process.cpuUsage();
      vi.readYesNo(text, QUARTER);
      const used = process.cpuUsage(started);
      expect((used.user + used.system) / MICROS_PER_MS).toBeLessThan(MOST_CPU_MS);
    },
  );
});
