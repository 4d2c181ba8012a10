import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_WORDS, PairTable } from '../../src/safety/pair-table.ts';

const word = fc.integer({ min: 1, max: MAX_WORDS - 1 });

describe('the table of pairs of words', () => {
  it('holds what a map of pairs would hold, however far it grows', () => {
    const pairs = fc.array(fc.tuple(word, word, fc.integer({ min: 1, max: 1_000 })), {
      maxLength: 3_000,
      size: 'max',
    });
    fc.assert(
      fc.property(pairs, word, (entries, stranger) => {
        const table = new PairTable();
        const map = new Map<string, number>();
        for (const [first, second, value] of entries) {
          table.set(first, second, value);
          map.set(`${first} ${second}`, value);
        }
        for (const [first, second] of entries) {
          expect(table.get(first, second)).toBe(map.get(`${first} ${second}`));
          expect(table.get(first, stranger)).toBe(map.get(`${first} ${stranger}`) ?? 0);
          expect(table.get(0, second)).toBe(0);
        }
      }),
      { numRuns: 20, seed: 3 },
    );
  });

  it('refuses a first number under which another pair would be found', () => {
    const table = new PairTable();
    table.set(4 * MAX_WORDS - 1, 7, 3);
    expect(table.get(4 * MAX_WORDS - 1, 7)).toBe(3);
    expect(() => table.set(4 * MAX_WORDS, 7, 3)).toThrow('cannot hold number');
  });
});
