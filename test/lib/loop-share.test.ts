import { describe, expect, it } from 'vitest';
import { loopShare, WHOLE_LOOP } from '../../src/lib/loop-share.ts';

describe('the share of the loop', () => {
  let nowMs = 0;
  const now = () => nowMs;
  const shareWith = (options = {}) => loopShare({ now, crowd: 10, ...options });

  function come(share: ReturnType<typeof loopShare>, callers: number): void {
    for (let n = 0; n < callers; n++) share.began();
  }

  function go(share: ReturnType<typeof loopShare>, callers: number): void {
    for (let n = 0; n < callers; n++) share.ended();
  }

  it('is the whole loop while few callers wait, however many come one after the other', () => {
    const share = shareWith();
    for (let n = 0; n < 1_000; n++) {
      come(share, 9);
      go(share, 9);
    }
    expect(share.restMs(10)).toBe(0);
  });

  it('is a part of it while callers crowd: three tenths, and the rest of the time at rest', () => {
    const share = shareWith();
    come(share, 10);
    expect(share.isCrowded()).toBe(true);
    expect(share.restMs(6)).toBeCloseTo(14);
  });

  it('never lets a worker starve, however long its slice was', () => {
    const share = shareWith();
    come(share, 10);
    expect(share.restMs(10_000)).toBe(100);
  });

  it('remembers a crowd for a short while: between two of its waves nobody hurries in', () => {
    const share = shareWith();
    come(share, 10);
    go(share, 10);
    nowMs += 99;
    expect(share.restMs(6)).toBeCloseTo(14);
    nowMs += 200;
    expect(share.restMs(6)).toBe(0);
    expect(share.isCrowded()).toBe(false);
  });

  it('does not forget callers who wait for long', () => {
    const share = shareWith();
    come(share, 10);
    nowMs += 60_000;
    expect(share.restMs(6)).toBeCloseTo(14);
  });

  it('can be another one', () => {
    const share = shareWith({ share: 0.5 });
    come(share, 10);
    expect(share.restMs(8)).toBe(8);
  });

  it('is everything where nobody has to make way', () => {
    come(WHOLE_LOOP, 1_000);
    expect(WHOLE_LOOP.isCrowded()).toBe(false);
    expect(WHOLE_LOOP.restMs(1_000)).toBe(0);
  });
});
