import { type Analysis, matchAt, matchBefore } from './analysis.ts';
import type { DateMention } from './date-mention.ts';
import {
  dayNumber,
  digits,
  isClock,
  isSeparator,
  LAST_MONTH,
  shareUnitAfter,
  unitAfter,
} from './date-parts.ts';
import { numeralAt } from './numerals.ts';
import { rolesBefore } from './shares.ts';

/** 5-7/11, "ngày 5 và 6", "5,6/11": several days. */
export function severalDaysAt(a: Analysis, from: number, at: number, headed: boolean): DateMention | null {
  const first = dayNumber(a, at);
  if (first === null) return null;
  let next = at + 1;
  if (slashMonth(a, next)) next = slashMonth(a, next) ?? next;
  const joined =
    joinerEnd(a, next, headed) ?? listedEnd(a, from, next, first) ?? pairEnd(a, from, next, first);
  if (joined === null) return null;
  const head = matchAt(a, joined, 'date.day_head');
  const second = head ? head.to : joined;
  if (head && a.tokens[next]?.raw === ',') return null;
  if (dayNumber(a, second) === null) return null;
  if (isDashedMonth(a, from, next, second)) return null;
  const monthEnd = slashMonth(a, second + 1) ?? spokenMonthEnd(a, second + 1);
  if (monthEnd === null && !(headed && !shareUnitAfter(a, second + 1))) return null;
  // "họp ngày 7, 7 chị lo nước"
  if (monthEnd === null && a.tokens[next]?.raw === ',' && unitAfter(a, second + 1)) return null;
  // "ngày 20/11, 30 tờ rơi": after a whole day and a comma the sentence goes on.
  if (monthEnd === null && next > at + 1 && a.tokens[next]?.raw === ',') return null;
  if (monthEnd === null && isClock(a, second + 1)) return null;
  // "nam, nữ: 20-30"
  if (monthEnd === null && rolesBefore(a, from).length > 1) return null;
  return {
    kind: 'ask',
    reason: 'several',
    proposal: null,
    from,
    to: monthEnd ?? second + 1,
    rule: 'date-several',
  };
}

/** "sáng 17-11", "ngày 5-11": the month comes after the day, but "từ ngày 5-7" and "5-7/11" are several days. */
function isDashedMonth(a: Analysis, from: number, dash: number, second: number): boolean {
  const month = digits(a, second);
  const isWritten = isSeparator(a, dash) && a.tokens[dash]?.raw === '-';
  if (!isWritten || month === null || month > LAST_MONTH || matchBefore(a, from, 'date.since')) return false;
  return slashMonth(a, second + 1) === null && spokenMonthEnd(a, second + 1) === null;
}

function joinerEnd(a: Analysis, at: number, headed: boolean): number | null {
  const token = a.tokens[at];
  if (!token) return null;
  if (token.kind === 'mark') {
    if ('-–—+&'.includes(token.raw)) return at + 1;
    const gluedComma = token.raw === ',' && (headed || (token.glued && a.tokens[at + 1]?.glued === true));
    return gluedComma ? at + 1 : null;
  }
  const word =
    matchAt(a, at, 'date.join') ?? matchAt(a, at, 'date.until') ?? matchAt(a, at, 'date.alternative');
  return word ? word.to : null;
}

/** "10, 11, 12/11": days that rise, from the beginning on. */
function listedEnd(a: Analysis, from: number, at: number, first: number): number | null {
  if (a.tokens[at]?.raw !== ',' || !(beginsAnswer(a, from) || a.tokens[from - 1]?.raw === ',')) return null;
  const next = dayNumber(a, at + 1);
  return next !== null && next > first ? at + 1 : null;
}

/** At the beginning, or after "dạ". */
function beginsAnswer(a: Analysis, from: number): boolean {
  return from === 0 || (from === 1 && matchAt(a, 0, 'answer.polite') !== null);
}

/** "18 19/11": two days in a row, at the beginning. */
function pairEnd(a: Analysis, from: number, at: number, first: number): number | null {
  const isNext = beginsAnswer(a, from) && dayNumber(a, at) === first + 1 && a.tokens[at]?.glued === false;
  return isNext && slashMonth(a, at + 1) !== null ? at : null;
}

function slashMonth(a: Analysis, at: number): number | null {
  const month = a.tokens[at]?.raw === '/' ? digits(a, at + 1) : null;
  return month !== null && month >= 1 && month <= LAST_MONTH ? at + 2 : null;
}

function spokenMonthEnd(a: Analysis, at: number): number | null {
  const head = matchAt(a, at, 'date.month_head');
  const month = head ? numeralAt(a, head.to) : null;
  return month && month.value <= LAST_MONTH ? month.to : null;
}
