import { describe, expect, it } from 'vitest';
import { localTime } from '../../src/domain/calendar.ts';
import { frozenClock } from '../../src/lib/clock.ts';
import { type Jump, jump } from '../../src/simulator/clock-jumps.ts';

const ZONE = 'Asia/Ho_Chi_Minh';

function later(start: string, ...jumps: Jump[]): string {
  const clock = frozenClock(Date.parse(start));
  for (const to of jumps) jump(clock, to, ZONE);
  const { date, time } = localTime(clock.businessNow(), ZONE);
  return `${date} ${time}`;
}

describe('the simulated time', () => {
  it('goes an hour, a day or a week ahead, also one after the other', () => {
    expect(later('2026-11-23T23:30:00+07:00', 'hour')).toBe('2026-11-24 00:30');
    expect(later('2026-11-23T09:00:00+07:00', 'day', 'week')).toBe('2026-12-01 09:00');
  });

  it.each([
    ['2026-11-23T09:00:00+07:00', '2026-12-20 09:00'],
    ['2026-12-19T09:00:00+07:00', '2026-12-20 09:00'],
    ['2026-12-20T09:00:00+07:00', '2027-03-20 09:00'],
    ['2026-12-31T23:59:00+07:00', '2027-03-20 23:59'],
    ['2027-01-01T00:10:00+07:00', '2027-03-20 00:10'],
  ])('goes from %s to the next day 20 of a quarter’s last month', (start, due) => {
    expect(later(start, 'due-day')).toBe(due);
  });

  it('comes back to the present from anywhere', () => {
    expect(later('2026-11-23T09:00:00+07:00', 'week', 'due-day', 'present')).toBe('2026-11-23 09:00');
  });
});
