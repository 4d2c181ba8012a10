import { type IsoDate, localTime, type Period, periodOf } from '../../domain/calendar.ts';
import type { OfficerDeps } from '../officer-deps.ts';

/** Today in business time and the display time zone. */
export function runningDay({ clock, timeZone }: Pick<OfficerDeps, 'clock' | 'timeZone'>): IsoDate {
  return localTime(clock.businessNow(), timeZone).date;
}

/** The period in which business time is now: what is meant where no days are named. */
export function runningPeriod(deps: Pick<OfficerDeps, 'clock' | 'timeZone' | 'periodKind'>): Period {
  return periodOf(runningDay(deps), deps.periodKind);
}
