import { addDays, daysBetween, formatDay, mondayOf, monthFrom, parseDay, weekdayOf } from './calendar.ts';
import type { WrittenDay } from './date-mention.ts';
import type { DateAskReason } from './vi.ts';

/** A day without a year that is still to come may mean last year's, at the turn of the year, this far back. */
const ROLL_OVER_DAYS = 120;
const MOST_MONTHS_BACK = 12;
const DAYS_PER_WEEK = 7;

export type Resolved =
  | { kind: 'exact'; date: string }
  | { kind: 'ask'; reason: DateAskReason; proposal: string | null };

/** The day meant by a written day of the month, seen from `today` (`YYYY-MM-DD`). */
export function resolveWritten(written: WrittenDay, today: string): Resolved {
  if (written.calendar === 'lunar') return ask('lunar', null);
  const solar = resolveSolar(written, today);
  const isMarked =
    written.calendar === 'solar' || (written.year !== null && written.calendar === 'maybe-lunar');
  if (written.calendar !== 'maybe-lunar' || isMarked) return solar;
  return ask('lunar', solar.kind === 'exact' ? solar.date : null);
}

function resolveSolar(written: WrittenDay, today: string): Resolved {
  const { day, month, year } = written;
  if (written.ahead) return ask('future', null);
  if (month === null) return resolveDayOnly(written, today);
  const thisYear = parseDay(today).year;
  const saidYear = year ?? (written.yearOffset === null ? null : thisYear + written.yearOffset);
  if (saidYear !== null) return past(formatDay({ year: saidYear, month, day }), today);
  const date = formatDay({ year: thisYear, month, day });
  if (date !== null && date <= today) return { kind: 'exact', date };
  if (date === null) return ask('impossible', null);
  const lastYear = formatDay({ year: thisYear - 1, month, day });
  if (lastYear !== null && daysBetween(lastYear, today) <= ROLL_OVER_DAYS)
    return { kind: 'exact', date: lastYear };
  return ask('future', null);
}

function resolveDayOnly(written: WrittenDay, today: string): Resolved {
  const { day, monthOffset } = written;
  if (day < 1 || day > 31) return ask('impossible', null);
  if (monthOffset !== null) return past(formatDay({ ...monthFrom(today, monthOffset), day }), today);
  for (let back = 0; back < MOST_MONTHS_BACK; back++) {
    const date = formatDay({ ...monthFrom(today, -back), day });
    if (date !== null && date <= today) return { kind: 'exact', date };
  }
  return ask('impossible', null);
}

function past(date: string | null, today: string): Resolved {
  if (date === null) return ask('impossible', null);
  return date > today ? ask('future', null) : { kind: 'exact', date };
}

/** The day meant by a weekday (1 Monday … 7 Sunday) of a week counted from this one, or by a bare weekday. */
export function resolveWeekday(weekday: number, week: number | null, today: string): Resolved {
  const todayWeekday = weekdayOf(today);
  if (week !== null) return past(addDays(mondayOf(today), week * DAYS_PER_WEEK + weekday - 1), today);
  if (weekday === todayWeekday) return ask('same-weekday', today);
  const back = (todayWeekday - weekday + DAYS_PER_WEEK) % DAYS_PER_WEEK;
  return { kind: 'exact', date: addDays(today, -back) };
}

function ask(reason: DateAskReason, proposal: string | null): Resolved {
  return { kind: 'ask', reason, proposal };
}
