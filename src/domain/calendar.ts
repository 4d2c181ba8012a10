/** Days are `YYYY-MM-DD` strings of the display time zone; they compare as text. */
export type IsoDate = string;

/** What a team answers for: the calendar quarter, or the month where the programme says so. */
export type PeriodKind = 'quarter' | 'month';

/** `2026-Q4` or `2026-11`. */
export type Period = string;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('sv-SE', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
    formatters.set(timeZone, formatter);
  }
  return formatter;
}

/** Local date and time (`HH:MM`) of a moment. */
export function localTime(ms: number, timeZone: string): { date: IsoDate; time: string } {
  // Swedes write `2026-11-05 19:30`; taking the parts one by one would cost five times as much.
  const [date = '', time = ''] = formatterOf(timeZone).format(ms).split(' ');
  return { date, time };
}

/** The moment at which a local day begins, Unix ms; for zones whose clocks do not change at midnight. */
export function startOfDayMs(date: IsoDate, timeZone: string): number {
  const utcMs = Date.parse(`${date}T00:00:00Z`);
  const there = localTime(utcMs, timeZone);
  const minutes = Number(there.time.slice(0, 2)) * 60 + Number(there.time.slice(3, 5));
  const aheadMs = minutes * MINUTE_MS - (there.date === date ? 0 : DAY_MS);
  return utcMs - aheadMs;
}

/** `date` moved by whole days. */
export function addDays(date: IsoDate, days: number): IsoDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** A moment moved by whole calendar years (UTC). */
export function addYears(ms: number, years: number): number {
  const moved = new Date(ms);
  return moved.setUTCFullYear(moved.getUTCFullYear() + years);
}

/** True for a real day of the calendar. */
export function isRealDate(date: string): boolean {
  const ms = Date.parse(`${date}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(date);
}

export function periodOf(date: IsoDate, kind: PeriodKind): Period {
  const year = date.slice(0, 4);
  const month = Number(date.slice(5, 7));
  return kind === 'month' ? date.slice(0, 7) : `${year}-Q${Math.ceil(month / 3)}`;
}

export interface PeriodDays {
  /** First day. */
  from: IsoDate;
  /** Last day. */
  to: IsoDate;
}

/** @throws {RangeError} for anything but `YYYY-Qn` and `YYYY-MM`. */
export function daysOfPeriod(period: Period): PeriodDays {
  const match = /^(\d{4})-(?:Q([1-4])|(0[1-9]|1[0-2]))$/.exec(period);
  if (!match) throw new RangeError(`not a period: ${period}`);
  const year = Number(match[1]);
  const firstMonth = match[2] ? (Number(match[2]) - 1) * 3 + 1 : Number(match[3]);
  const lastMonth = match[2] ? firstMonth + 2 : firstMonth;
  // Day 0 of the month after is the last day of the month.
  const last = new Date(Date.UTC(year, lastMonth, 0)).getUTCDate();
  return { from: `${year}-${two(firstMonth)}-01`, to: `${year}-${two(lastMonth)}-${two(last)}` };
}

/** True for a quarter or month of this century; another year is a slip of the finger. */
export function isPeriod(text: string): boolean {
  return /^\d{4}-(?:Q[1-4]|0[1-9]|1[0-2])$/.test(text) && isOfThisCentury(text);
}

/** True for a day, period or year of this century, which all that we keep is of. */
export function isOfThisCentury(text: string): boolean {
  return text.startsWith('20');
}

export function previousPeriod(period: Period): Period {
  return periodOf(addDays(daysOfPeriod(period).from, -1), kindOf(period));
}

export function nextPeriod(period: Period): Period {
  return periodOf(addDays(daysOfPeriod(period).to, 1), kindOf(period));
}

/** "quý 4 năm 2026", "tháng 11 năm 2026". */
export function periodLabel(period: Period): string {
  const [year, rest] = period.split('-') as [string, string];
  return rest.startsWith('Q') ? `quý ${rest[1]} năm ${year}` : `tháng ${Number(rest)} năm ${year}`;
}

/** `23/11/2026`. */
export function displayDate(date: IsoDate): string {
  return `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;
}

function kindOf(period: Period): PeriodKind {
  return period.includes('Q') ? 'quarter' : 'month';
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
