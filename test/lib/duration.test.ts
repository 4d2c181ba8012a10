import { describe, expect, it } from 'vitest';
import { Day, Hour, Minute, Second } from '../../src/lib/duration.ts';

describe('durations', () => {
  it('agree with each other', () => {
    expect([Minute.ms, Hour.ms, Day.ms]).toEqual([
      60 * Second.ms,
      Hour.minutes * Minute.ms,
      Day.hours * Hour.ms,
    ]);
    expect([Minute.seconds, Hour.seconds, Day.seconds]).toEqual([60, 60 * Minute.seconds, 24 * Hour.seconds]);
  });
});
