import { type Analysis, matchAt, matchBefore } from './analysis.ts';
import type { DateMention, WrittenDay } from './date-mention.ts';
import { monthAfter, shortMonth } from './date-month.ts';
import {
  dayNumber,
  digits,
  fullYear,
  isClock,
  isDocumentNumber,
  isSeparator,
  isThis,
  isYear,
  LAST_DAY,
  LAST_MONTH,
  MOST_TWO_DIGITS,
  plain,
  shareUnitAfter,
  skipMarks,
  unitAfter,
  yearAfter,
} from './date-parts.ts';
import { resolveWritten } from './date-resolve.ts';
import { severalDaysAt } from './date-several.ts';
import { numeralAt } from './numerals.ts';
import type { Match } from './phrase-index.ts';
import { rolesBefore } from './shares.ts';
import type { LocalNow } from './vi.ts';

/** A number this far above 31 is a slip in a day ("32/10"); above it is a share ("50/12"). */
const NEARLY_A_DAY = 39;
/** Likewise for a month ("15/13"). */
const NEARLY_A_MONTH = 19;

/** Reads a day written in figures or words at token `from`: 5/11, ngày 5, mùng 5 tháng 11, 2026-11-05. */
export function writtenDayAt(a: Analysis, from: number, now: LocalNow): DateMention | null {
  const head = matchAt(a, from, 'date.day_head') ?? partHeadAt(a, from);
  const start = head ? skipMarks(a, head.to, ':') : from;
  const mung = mungAt(a, start);
  const at = mung ?? start;
  const headed = head !== null || mung !== null;
  return (
    (head === null && mung === null ? isoAt(a, from, now) : null) ??
    spacedAt(a, from, at, now) ??
    severalDaysAt(a, from, at, headed) ??
    numericAt(a, from, at, headed, mung !== null, now) ??
    spokenAt(a, from, at, headed, mung !== null, now) ??
    (headed ? null : monthAt(a, from, now))
  );
}

const UNTIL = 'toi';

/** "tối 13", "chiều 18/11": a part of the day leads to the day, unless the number counts people. */
function partHeadAt(a: Analysis, from: number): Match | null {
  const head = matchAt(a, from, 'date.part_head', a.bare ? 1 : 2);
  const day = head ? dayNumber(a, head.to) : null;
  if (!head || day === null) return null;
  const next = head.to + 1;
  // "18 toi 19" is as well "18 tới 19".
  if (head.quality === 1 && a.tokens[from - 1]?.kind === 'number' && a.tokens[from]?.spelling.fold === UNTIL)
    return null;
  const counts = unitAfter(a, next) && matchAt(a, next, 'date.clause_start') === null;
  return counts || matchAt(a, next, 'date.clock') || matchAt(a, next, 'date.scale') ? null : head;
}

function mungAt(a: Analysis, at: number): number | null {
  const mung = matchAt(a, at, 'date.mung');
  if (!mung) return null;
  const day = numeralAt(a, mung.to);
  return day && day.value >= 1 && day.value <= LAST_DAY && !matchAt(a, day.to, 'unit.person')
    ? mung.to
    : null;
}

/** 2026-11-05 */
function isoAt(a: Analysis, from: number, now: LocalNow): DateMention | null {
  const year = digits(a, from);
  if (year === null || a.tokens[from]?.raw.length !== 4 || !isYear(year)) return null;
  if (!isSeparator(a, from + 1) || !isSeparator(a, from + 3)) return null;
  const month = digits(a, from + 2);
  const day = digits(a, from + 4);
  if (month === null || day === null) return null;
  return finish(a, from, from + 5, plain(day, month, year), now, 'date-iso');
}

/** 22 11 2026: three numbers of which the last is a year. */
function spacedAt(a: Analysis, from: number, at: number, now: LocalNow): DateMention | null {
  const day = dayNumber(a, at);
  const month = digits(a, at + 1);
  const year = digits(a, at + 2);
  if (day === null || month === null || month < 1 || month > LAST_MONTH) return null;
  if (year === null || a.tokens[at + 2]?.raw.length !== 4 || !isYear(year)) return null;
  return finish(a, from, at + 3, plain(day, month, year), now, 'date-numeric');
}

/** 5/11, 05-11-2026, 5.11.26 */
function numericAt(
  a: Analysis,
  from: number,
  at: number,
  headed: boolean,
  mung: boolean,
  now: LocalNow,
): DateMention | null {
  const day = digits(a, at);
  if (day === null || !isSeparator(a, at + 1, headed)) return null;
  const monthToken = a.tokens[at + 2];
  const month = digits(a, at + 2);
  if (month === null || !monthToken || monthToken.raw.length > 4) return null;
  if (monthToken.raw.length === 3) return null;
  if (monthToken.raw.length >= 3) return monthOfYear(a, from, at, day, month, headed);
  let to = at + 3;
  let year: number | null = null;
  const yearToken = a.tokens[at + 4];
  if (isSeparator(a, to, headed) && yearToken?.kind === 'number' && [2, 4].includes(yearToken.raw.length)) {
    year = fullYear(Number(yearToken.raw));
    to = at + 5;
  }
  if (isDocumentNumber(a, from, to)) return { kind: 'other', from, to, rule: 'document-number' };
  if (!headed && year === null && matchBefore(a, from, 'date.figure_head', a.bare ? 1 : 2))
    return { kind: 'other', from, to, rule: 'document-number' };
  const share = !headed && (isSharedOut(a, from) || (year === null && isShare(a, from, to)));
  if (matchAt(a, to, 'date.scale')) return { kind: 'other', from, to: at, rule: 'share' };
  const outside = month < 1 || month > LAST_MONTH || day < 1 || day > LAST_DAY;
  if (
    share ||
    (outside && year === null && !headed && (month > NEARLY_A_MONTH || month < 1 || day > NEARLY_A_DAY))
  ) {
    return { kind: 'other', from, to, rule: 'share' };
  }
  if (outside)
    return { kind: 'ask', reason: 'impossible', proposal: null, from, to, rule: 'date-impossible' };
  const written = plain(day, month, year);
  if (mung) written.calendar = 'maybe-lunar';
  return finish(a, from, to, written, now, 'date-numeric');
}

/** "1/2 bà con": parts of a whole that people say so. */
const FRACTIONS: ReadonlySet<string> = new Set(['1/2', '1/3', '2/3', '1/4', '3/4']);

/** "30/50 người", "nữ 10/12", "2/3 là nữ": a part of something counted. */
function isShare(a: Analysis, from: number, to: number): boolean {
  // "19/11 nam 16 nu 24": the sex labels the next figure.
  const unit = matchAt(a, to, 'date.share_unit');
  const labelsNext =
    unit !== null && a.tokens[unit.to]?.kind === 'number' && matchAt(a, to, 'count.label') !== null;
  if ((shareUnitAfter(a, to) && !labelsNext) || isLabelBefore(a, from)) return true;
  if (
    FRACTIONS.has(a.text.slice(a.tokens[to - 3]?.start, a.tokens[to - 1]?.end)) &&
    matchAt(a, to, 'unit.person')
  )
    return true;
  const is = a.tokens[to]?.spelling.fold === 'la' || a.tokens[to]?.spelling.fold === 'so';
  return is && matchAt(a, to + 1, 'unit') !== null;
}

/** "nam, nữ: 12/11", "tổng, nữ, nam: 50/30/20": as many labels as figures; in "cả nam và nữ 12/11" it is a day. */
function isSharedOut(a: Analysis, from: number): boolean {
  const isAfterColon = a.tokens[from - 1]?.raw === ':';
  return isAfterColon && rolesBefore(a, from).length > 1;
}

/** "nữ 10/12", but not "hội phụ nữ 6/11" nor "tuyên truyền trẻ em 5/11": the label must begin its part of the sentence. */
function isLabelBefore(a: Analysis, from: number): boolean {
  const label = matchBefore(a, from, 'count.label');
  if (!label) return false;
  const before = a.tokens[label.from - 1];
  // "42 người 20/12": the figure before it is labelled; in "UBND 20/12" the label is only an end of a short form.
  if (before?.kind === 'number' || before?.start === a.tokens[label.from]?.start) return false;
  return (
    before?.kind !== 'word' ||
    matchBefore(a, label.from, 'unit.person') !== null ||
    before.spelling.fold === 'so'
  );
}

/** 11/2026 is a month; 05/2023 on its own likewise. */
function monthOfYear(
  a: Analysis,
  from: number,
  at: number,
  first: number,
  second: number,
  headed: boolean,
): DateMention | null {
  const to = at + 3;
  if (isDocumentNumber(a, from, to) || !isYear(second))
    return { kind: 'other', from, to, rule: 'document-number' };
  if (first < 1 || first > LAST_MONTH) return headed ? { kind: 'other', from, to, rule: 'share' } : null;
  return { kind: 'ask', reason: 'vague', proposal: null, from, to, rule: 'date-month' };
}

/** ngày 5, mùng 5 tháng 11, 5 tháng 11 năm 2026, ngày mười lăm tháng trước, 15 tây */
function spokenAt(
  a: Analysis,
  from: number,
  at: number,
  headed: boolean,
  mung: boolean,
  now: LocalNow,
): DateMention | null {
  const day = numeralAt(a, at);
  if (!day || day.rough || (day.doubtful && !headed)) return null;
  const afterDay = skipMarks(a, day.to, ',');
  const month = monthAfter(a, afterDay);
  const solar = matchAt(a, day.to, 'date.solar');
  const lunar = headed ? null : matchAt(a, day.to, 'date.lunar_after', 3);
  if (!headed && !month && !solar && !lunar) return null;
  if (!month && (shareUnitAfter(a, day.to) || isClock(a, day.to))) return null;
  const to = month ? month.to : day.to;
  // "3 tháng nay" lasts, "ngày 3 tháng này" and "15 tháng này" are days.
  if (
    !headed &&
    !solar &&
    month &&
    month.month === null &&
    day.value <= LAST_MONTH &&
    !isDayAnswer(a, from, to)
  )
    return { kind: 'ask', reason: 'vague', proposal: null, from, to, rule: 'date-duration' };
  if (day.value > LAST_DAY || day.value < 1) {
    const tooFar = day.value > MOST_TWO_DIGITS && !month;
    if (tooFar) return null;
    return { kind: 'ask', reason: 'impossible', proposal: null, from, to, rule: 'date-impossible' };
  }
  const written = plain(day.value, month?.month ?? null, null);
  written.monthOffset = month?.offset ?? null;
  if (mung) written.calendar = 'maybe-lunar';
  return finish(a, from, to, written, now, mung ? 'date-mung' : 'date-spoken');
}

/** "5 tháng này" alone answers which day it was. */
function isDayAnswer(a: Analysis, from: number, to: number): boolean {
  return from === 0 && to === a.tokens.length && a.tokens[to - 1]?.spelling.key === 'nay2';
}

/** "tháng 11 ngày 5" is a day; "tháng 10", "T10" alone names none. */
function monthAt(a: Analysis, from: number, now: LocalNow): DateMention | null {
  const short = shortMonth(a, from);
  const long =
    matchAt(a, from, 'date.month_head') || matchAt(a, from, 'date.month') ? monthAfter(a, from) : null;
  const said = short && (short.month ?? 0) > 7 ? short : long;
  if (!said) return null;
  const dayHead = matchAt(a, skipMarks(a, said.to, ','), 'date.day_head');
  const day = dayHead ? numeralAt(a, dayHead.to) : null;
  if (day && day.value <= LAST_DAY && !shareUnitAfter(a, day.to)) {
    const written = { ...plain(day.value, said.month, null), monthOffset: said.offset };
    return finish(a, from, day.to, written, now, 'date-spoken');
  }
  return { kind: 'ask', reason: 'vague', proposal: null, from, to: said.to, rule: 'date-month' };
}

/** "19/11 toi co họp": without accents the word before a verb is tôi, the one at the end tới. */
function isSpeaker(a: Analysis, ahead: Match): boolean {
  const isBare = ahead.quality === 1 && a.tokens[ahead.from]?.spelling.fold === UNTIL;
  const next = a.tokens[ahead.to];
  return isBare && next?.kind === 'word' && matchAt(a, ahead.to, 'answer.filler', 3) === null;
}

/** Adds the year, the kind of calendar and the direction said after the day, then lets the calendar decide. */
function finish(
  a: Analysis,
  from: number,
  end: number,
  written: WrittenDay,
  now: LocalNow,
  rule: string,
): DateMention {
  let to = end;
  const year = yearAfter(a, to);
  if (written.year === null && year) {
    written.year = year.year;
    written.yearOffset = year.offset;
    to = year.to;
  }
  const mark = a.tokens[to]?.raw === '(' ? to + 1 : to;
  const lunar = matchAt(a, mark, 'date.lunar_after');
  const solar = matchAt(a, mark, 'date.solar');
  if (solar) {
    written.calendar = 'solar';
    to = solar.to;
  } else if (lunar) {
    written.calendar = 'lunar';
    to = lunar.to;
  }
  const week = matchAt(a, to, 'date.month.this') ?? matchAt(a, to, 'date.recent');
  if (week) to = week.to;
  const ahead = matchAt(a, to, 'date.ahead');
  // "18/11 tới 16h" ends at four, "18/11 tới" is to come.
  if (ahead && !matchAt(a, to, 'date.recent') && numeralAt(a, ahead.to) === null && !isSpeaker(a, ahead)) {
    written.ahead = true;
    to = ahead.to;
  }
  if (written.month === null && written.monthOffset === null && isThis(a, to)) {
    written.monthOffset = 0;
    to++;
  }
  return { ...resolveWritten(written, now.date), from, to, rule };
}
