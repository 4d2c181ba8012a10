import { localTime, type Period, periodOf } from '../../domain/calendar.ts';
import type { OfficerDeps } from '../officer-deps.ts';

/** The period in which business time is now: what is meant where no days are named. */
export function runningPeriod({
  clock,
  timeZone,
  periodKind,
}: Pick<OfficerDeps, 'clock' | 'timeZone' | 'periodKind'>): Period {
  return periodOf(localTime(clock.businessNow(), timeZone).date, periodKind);
}
