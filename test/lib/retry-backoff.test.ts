import { describe, expect, it } from 'vitest';
import { backoffMs } from '../../src/lib/retry-backoff.ts';

describe('backoff', () => {
  const rule = { firstMs: 1_000, maxMs: 10_000 };

  it('doubles up to its limit', () => {
    expect([1, 2, 3, 4, 5, 50].map((failed) => backoffMs(rule, failed))).toEqual([
      1_000, 2_000, 4_000, 8_000, 10_000, 10_000,
    ]);
  });

  it('spreads callers by at most the jitter', () => {
    expect(backoffMs({ ...rule, jitter: 0.5 }, 1, 0)).toBe(1_000);
    expect(backoffMs({ ...rule, jitter: 0.5 }, 1, 1)).toBe(500);
  });

  it('treats a first try like a first failure', () => {
    expect(backoffMs(rule, 0)).toBe(1_000);
  });
});
