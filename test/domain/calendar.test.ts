import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  daysOfPeriod,
  displayDate,
  isPeriod,
  isRealDate,
  localTime,
  nextPeriod,
  periodLabel,
  periodOf,
  previousPeriod,
} from '../../src/domain/calendar.ts';

const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
const iso = day.map((date) => date.toISOString().slice(0, 10));

describe('local time', () => {
  it('is the day in Vietnam, not in Greenwich', () => {
    expect(localTime(Date.parse('2026-12-31T17:00:00Z'), 'Asia/Ho_Chi_Minh')).toEqual({
      date: '2027-01-01',
      time: '00:00',
    });
    expect(localTime(Date.parse('2026-12-31T16:59:59Z'), 'Asia/Ho_Chi_Minh').date).toBe('2026-12-31');
  });
});

describe('a period', () => {
  it.each([
    ['2026-11-23', 'quarter', '2026-Q4', '2026-10-01', '2026-12-31'],
    ['2026-02-28', 'month', '2026-02', '2026-02-01', '2026-02-28'],
    ['2028-02-29', 'month', '2028-02', '2028-02-01', '2028-02-29'],
    ['2026-01-01', 'quarter', '2026-Q1', '2026-01-01', '2026-03-31'],
  ] as const)('of %s by %s is %s, from %s to %s', (date, kind, period, from, to) => {
    expect(periodOf(date, kind)).toBe(period);
    expect(daysOfPeriod(period)).toEqual({ from, to });
  });

  it('holds the day it was made from, and its neighbours touch it', () => {
    fc.assert(
      fc.property(iso, fc.constantFrom('quarter' as const, 'month' as const), (date, kind) => {
        const period = periodOf(date, kind);
        const { from, to } = daysOfPeriod(period);
        return (
          isPeriod(period) &&
          from <= date &&
          date <= to &&
          daysOfPeriod(previousPeriod(period)).to === addDays(from, -1) &&
          daysOfPeriod(nextPeriod(period)).from === addDays(to, 1)
        );
      }),
    );
  });

  it('is told in words and refuses what is none', () => {
    expect(periodLabel('2026-Q4')).toBe('quý 4 năm 2026');
    expect(periodLabel('2026-03')).toBe('tháng 3 năm 2026');
    expect(() => daysOfPeriod('2026-Q5')).toThrow(RangeError);
    expect(['2026-Q4', '2026-12', '0226-Q4', '9999-12', '2026-13'].filter(isPeriod)).toEqual([
      '2026-Q4',
      '2026-12',
    ]);
  });
});

describe('a day', () => {
  it('is real or not', () => {
    expect(isRealDate('2026-02-28')).toBe(true);
    expect(isRealDate('2026-02-29')).toBe(false);
    expect(isRealDate('28/02/2026')).toBe(false);
  });

  it('is shown as people here write it', () => {
    expect(displayDate('2026-11-05')).toBe('05/11/2026');
  });
});
