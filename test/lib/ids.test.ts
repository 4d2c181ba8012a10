import { describe, expect, it } from 'vitest';
import { hashOf, randomIds, seededIds } from '../../src/lib/ids.ts';

const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

describe.each([
  ['random ids', randomIds()],
  ['seeded ids', seededIds('seed')],
])('%s', (_, ids) => {
  it('are 22 URL-safe characters and never come twice', () => {
    const made = Array.from({ length: 1_000 }, () => ids.next());
    expect(new Set(made).size).toBe(1_000);
    for (const id of made) expect(id).toMatch(/^[\w-]{22}$/);
  });

  it('draw codes from the given letters only, and from all of them', () => {
    const code = ids.code(5_000, ALPHABET);
    expect(code).toHaveLength(5_000);
    expect([...new Set(code)].sort().join('')).toBe([...ALPHABET].sort().join(''));
  });

  it('prefer no letter where the alphabet does not divide a byte evenly', () => {
    const draws = 30_000;
    const code = ids.code(draws, 'abc');
    for (const letter of 'abc') {
      const share = code.split(letter).length - 1;
      expect(share).toBeGreaterThan(draws / 3 - 600);
      expect(share).toBeLessThan(draws / 3 + 600);
    }
  });
});

describe('seeded ids', () => {
  it('are the same for the same seed and others for another', () => {
    const three = (seed: string) => {
      const ids = seededIds(seed);
      return [ids.next(), ids.code(8, ALPHABET), ids.next()];
    };
    expect(three('a')).toEqual(three('a'));
    expect(three('a')).not.toEqual(three('b'));
  });
});

describe('hashes', () => {
  it('tell apart where one part ends and the next begins', () => {
    expect(hashOf('a', 'bc')).not.toBe(hashOf('ab', 'c'));
    expect(hashOf('a')).toMatch(/^[0-9a-f]{64}$/);
    expect(hashOf(Buffer.from('a'), 'b')).toBe(hashOf('a', 'b'));
  });
});
