import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ellipsize, graphemes, splitAtGraphemes } from '../../src/lib/text.ts';

describe('text', () => {
  const FAMILY = '👨‍👩‍👧';

  it('is counted in characters as people see them', () => {
    expect(graphemes(`ấ${FAMILY}!`)).toEqual(['ấ', FAMILY, '!']);
  });

  it('is cut without tearing a character apart, and nothing is lost', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 12 }), (text, maxChars) => {
        const pieces = splitAtGraphemes(text, maxChars);
        expect(pieces.join('')).toBe(text);
        for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(Math.max(maxChars, 2));
      }),
    );
    expect(splitAtGraphemes(`ab${FAMILY}c`, 8)).toEqual(['ab', `${FAMILY}`, 'c']);
  });

  it('is shortened with an ellipsis only where needed', () => {
    expect(ellipsize('báo cáo', 7)).toBe('báo cáo');
    expect(ellipsize('báo cáo quý', 8)).toBe('báo cáo…');
    expect(ellipsize(`xin chào ${FAMILY}`, 12)).toBe('xin chào…');
  });
});
