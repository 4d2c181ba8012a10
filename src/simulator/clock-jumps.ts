import { addDays, daysOfPeriod, localTime, nextPeriod, periodOf } from '../domain/calendar.ts';
import type { MovableClock } from '../lib/clock.ts';
import { Day, Hour } from '../lib/duration.ts';

/** `due-day`: the next day 20 of a quarter's last month, when teams are reminded. `present`: back to the real time. */
export const JUMPS = ['hour', 'day', 'week', 'due-day', 'present'] as const;

export type Jump = (typeof JUMPS)[number];

const WEEK_DAYS = 7;
const DUE_DAY = '20';

/** Moves business time; the machine's time, leases and retries stay as they are. */
export function jump(clock: MovableClock, to: Jump, timeZone: string): void {
  clock.shift(distanceMs(clock, to, timeZone));
}

function distanceMs(clock: MovableClock, to: Jump, timeZone: string): number {
  switch (to) {
    case 'hour':
      return Hour.ms;
    case 'day':
      return Day.ms;
    case 'week':
      return WEEK_DAYS * Day.ms;
    case 'present':
      return -clock.shiftMs;
    case 'due-day':
      return daysUntilDue(localTime(clock.businessNow(), timeZone).date) * Day.ms;
  }
}

/** At least one day ahead. */
function daysUntilDue(today: string): number {
  const quarter = periodOf(today, 'quarter');
  const thisDue = dueDayOf(quarter);
  const due = thisDue > today ? thisDue : dueDayOf(nextPeriod(quarter));
  let days = 0;
  while (addDays(today, days) < due) days += 1;
  return days;
}

function dueDayOf(quarter: string): string {
  return `${daysOfPeriod(quarter).to.slice(0, 8)}${DUE_DAY}`;
}
