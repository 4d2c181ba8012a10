import { describe, expect, it } from 'vitest';
import { frozenClock, systemClock } from '../../src/lib/clock.ts';
import { Day } from '../../src/lib/duration.ts';

describe('the machine’s clock', () => {
  it('moves business time only, and adds up its shifts', () => {
    const clock = systemClock();
    clock.shift(2 * Day.ms);
    clock.shift(Day.ms);
    expect(clock.shiftMs).toBe(3 * Day.ms);
    const before = clock.systemNow();
    const business = clock.businessNow();
    const after = clock.systemNow();
    expect(business - 3 * Day.ms).toBeGreaterThanOrEqual(before);
    expect(business - 3 * Day.ms).toBeLessThanOrEqual(after);
  });
});

describe('a frozen clock', () => {
  it('stands until it is advanced, both times together', () => {
    const clock = frozenClock(1_000);
    expect([clock.businessNow(), clock.systemNow()]).toEqual([1_000, 1_000]);
    clock.advance(5);
    expect([clock.businessNow(), clock.systemNow()]).toEqual([1_005, 1_005]);
  });

  it('can be shifted like the real one', () => {
    const clock = frozenClock(1_000);
    clock.shift(Day.ms);
    expect([clock.businessNow(), clock.systemNow(), clock.shiftMs]).toEqual([1_000 + Day.ms, 1_000, Day.ms]);
  });
});
