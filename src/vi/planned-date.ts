import { addDays, type IsoDate, isRealDate } from '../domain/calendar.ts';
import type { Analysis } from './analysis.ts';
import { numeralAt } from './numerals.ts';
import type { PlannedDate } from './vi.ts';

const WEEKDAYS: Readonly<Record<string, number>> = { hai: 1, ba: 2, tu: 3, nam: 4, sau: 5, bay: 6 };
const DAYS_IN_WEEK = 7;
/** A month number at most so far ahead is looked for: every day of the year comes again within these. */
const MONTHS_AHEAD = 14;
const FAR_AHEAD_DAYS = 120;

/** Reads a planned day: "20/12", "ngày 5 tháng sau", "mai", "thứ bảy tuần sau", "mười ngày nữa". Null when none is named. */
export function readPlannedDate(a: Analysis, today: IsoDate): PlannedDate | null {
  const said = inFigures(a);
  return written(said, today) ?? relative(said, today) ?? weekday(said, today);
}

/** Without accents and with figures for numbers in words: "thứ bảy, 5/12" is "thu 7 5 thang 12". */
function inFigures(a: Analysis): string {
  const words: string[] = [];
  for (let at = 0; at < a.tokens.length; at++) {
    const { kind, raw, spelling } = a.tokens[at] as Analysis['tokens'][number];
    const next = a.tokens[at + 1];
    const isYearHead = spelling.fold === 'nam' && next?.kind === 'number' && words.at(-2) === 'thang';
    const numeral = isYearHead ? null : numeralAt(a, at);
    if (numeral && (!numeral.doubtful || words.at(-1) === 'thu')) {
      words.push(String(numeral.value));
      at = numeral.to - 1;
    } else if (kind === 'word') words.push(spelling.fold);
    else if (DATE_MARKS.has(raw) && /\d$/.test(words.at(-1) ?? '') && next?.kind === 'number')
      words.push('thang');
  }
  return words.join(' ');
}

const DATE_MARKS = new Set(['/', '.', '-']);

function written(said: string, today: IsoDate): PlannedDate | null {
  const match = /(?:^| )(\d{1,2}) thang (\d{1,2})(?: (?:thang|nam) (\d{2,4}))?(?= |$)/.exec(said);
  if (match) {
    const [, day = '', month = '', year] = match;
    const years = year
      ? [year.padStart(4, '20')]
      : [today.slice(0, 4), String(Number(today.slice(0, 4)) + 1)];
    const dates = years.map((each) => `${each}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
    const found = dates.find((date) => isRealDate(date) && (year !== undefined || date >= today));
    return planned(found, today, year !== undefined);
  }
  const nextMonth = /(?:^| )(\d{1,2}) thang (?:sau|toi)(?= |$)/.exec(said);
  if (nextMonth) {
    const date = `${monthAfter(today, 1)}-${(nextMonth[1] as string).padStart(2, '0')}`;
    return isRealDate(date) ? { date, sure: true } : null;
  }
  const dayOnly = /(?:^| )ngay (\d{1,2})(?= |$)/.exec(said);
  if (!dayOnly) return null;
  const months = Array.from({ length: MONTHS_AHEAD }, (_, n) => monthAfter(today, n));
  const dates = months.map((month) => `${month}-${(dayOnly[1] as string).padStart(2, '0')}`);
  return planned(
    dates.find((date) => isRealDate(date) && date >= today),
    today,
  );
}

function relative(said: string, today: IsoDate): PlannedDate | null {
  const later = /(?:^| )(\d{1,2}) (ngay|hom|bua|tuan) nua/.exec(said);
  if (later) {
    const days = Number(later[1]) * (later[2] === 'tuan' ? DAYS_IN_WEEK : 1);
    return { date: addDays(today, days), sure: false };
  }
  if (/(^| )(ngay mai|mai)( |$)/.test(said)) return { date: addDays(today, 1), sure: false };
  return /(^| )(ngay kia|mot|ngay mot)( |$)/.test(said) ? { date: addDays(today, 2), sure: false } : null;
}

function weekday(said: string, today: IsoDate): PlannedDate | null {
  const match = /(?:^| )(?:thu ([2-7]|hai|ba|tu|nam|sau|bay)|(chu nhat|cn))(?= |$)/.exec(said);
  if (!match) return null;
  const wanted = match[2] ? 0 : (WEEKDAYS[match[1] as string] ?? Number(match[1]) - 1);
  const current = new Date(`${today}T00:00:00Z`).getUTCDay();
  const ahead = (wanted - current + DAYS_IN_WEEK) % DAYS_IN_WEEK || DAYS_IN_WEEK;
  // Weeks begin on Monday: "next week" is beyond the coming Sunday.
  const toSunday = (DAYS_IN_WEEK - current) % DAYS_IN_WEEK;
  const nextWeek = /tuan (sau|toi)/.test(said) && ahead <= toSunday ? DAYS_IN_WEEK : 0;
  return { date: addDays(today, ahead + nextWeek), sure: false };
}

/** A day without a year that lies far ahead was perhaps meant as a past one. */
function planned(date: IsoDate | undefined, today: IsoDate, withYear = false): PlannedDate | null {
  return date ? { date, sure: withYear || date <= addDays(today, FAR_AHEAD_DAYS) } : null;
}

function monthAfter(today: IsoDate, months: number): string {
  const index = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1 + months;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}
