import { addDays, type IsoDate } from './calendar.ts';

/** Days without work, as `content/holidays.yaml` has them. */
export interface Holidays {
  /** `MM-DD` of every year; one at a weekend moves to the next working day. */
  fixed: readonly string[];
  /** What is announced for each year. A year without an entry is not known. */
  years: ReadonlyMap<number, readonly IsoDate[]>;
}

export interface WorkingDayCount {
  day: IsoDate;
  /** Years on the way of which the announced holidays are not known: the true day may be later, never earlier. */
  unknownYears: number[];
}

/** `date` moved on by so many working days, the day itself not counted. */
export function addWorkingDays(date: IsoDate, days: number, holidays: Holidays): WorkingDayCount {
  let day = date;
  const unknown = new Set<number>();
  for (let left = days; left > 0; ) {
    day = addDays(day, 1);
    const year = yearOf(day);
    if (!holidays.years.has(year)) unknown.add(year);
    if (!isWeekend(day) && !daysOffOf(year, holidays).has(day)) left -= 1;
  }
  return { day, unknownYears: [...unknown] };
}

/** Holidays of a year with the days that stand in for those at a weekend. */
function daysOffOf(year: number, { fixed, years }: Holidays): ReadonlySet<IsoDate> {
  const own = fixed.map((day) => `${year}-${day}`);
  const off = new Set<IsoDate>([...own, ...(years.get(year) ?? [])]);
  for (const day of own.filter(isWeekend)) {
    let instead = addDays(day, 1);
    while (isWeekend(instead) || off.has(instead)) instead = addDays(instead, 1);
    off.add(instead);
  }
  return off;
}

function yearOf(day: IsoDate): number {
  return Number(day.slice(0, 4));
}

function isWeekend(date: IsoDate): boolean {
  return [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
}
