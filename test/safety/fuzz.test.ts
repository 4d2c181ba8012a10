import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { projectSafety } from '../../scripts/score-safety.ts';

const safety = projectSafety();
const LONGEST_CHARS = 20_000;
/** Processor time, which other work on the machine hardly changes: far above a linear reader, far below a quadratic one. */
const MOST_CPU_MS = 3_000;
const MICROS_PER_MS = 1_000;
const WORDS = [
  'chồng',
  'em',
  'đánh',
  'bị',
  'đang',
  'cứu',
  'ba con',
  '14 tuổi',
  'ko',
  'dah',
  '"',
  '.',
  '\n',
  'ddanhs',
];

function cpuMs(text: string): number {
  const started = process.cpuUsage();
  safety.screen(text);
  const { user, system } = process.cpuUsage(started);
  return (user + system) / MICROS_PER_MS;
}

describe('the safety check', () => {
  it('never throws and always gives one of the four levels, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        for (const level of Object.values(safety.screen(text))) {
          expect(['none', 'topic', 'disclosure', 'imminent']).toContain(level);
        }
        safety.isSafeWord(text);
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  it('reads any mixture of its own words without throwing, and the same text the same way twice', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...WORDS), { maxLength: 40 }), (words) => {
        const text = words.join(' ');
        expect(safety.assess(text, 'free')).toEqual(safety.assess(text, 'free'));
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  it.each(WORDS.concat('a', 'đ', '\u0301', 'em em bị ', 'qua biên giới '))(
    'reads 20,000 characters of %j in linear time',
    (word) => {
      const text = `${word} `.repeat(Math.ceil(LONGEST_CHARS / (word.length + 1)));
      expect(cpuMs(text)).toBeLessThan(MOST_CPU_MS);
      expect(cpuMs(word.repeat(LONGEST_CHARS / word.length))).toBeLessThan(MOST_CPU_MS);
    },
  );

  it('still hears a cry at the end of a very long text', () => {
    const text = `${'bà con vui lắm '.repeat(4_000)}. chồng em đang cầm dao`;
    expect(safety.assess(text, 'free').level).toBe('imminent');
  });
});
