import { type Analysis, matchAt } from './analysis.ts';
import { digits, LAST_MONTH, yearAfter } from './date-parts.ts';
import { type Numeral, numeralAt } from './numerals.ts';

interface MonthSaid {
  month: number | null;
  offset: number | null;
  to: number;
}

const MONTH_OFFSETS = [
  ['date.month.before_last', -2],
  ['date.month.last', -1],
  ['date.month.this', 0],
  ['date.month.next', 1],
] as const;

export function monthAfter(a: Analysis, at: number): MonthSaid | null {
  for (const [tag, offset] of MONTH_OFFSETS) {
    const match = matchAt(a, at, tag);
    if (match) return { month: null, offset, to: match.to };
  }
  const slash = a.tokens[at]?.raw === '/' ? at + 1 : at;
  const short = shortMonth(a, slash);
  if (short) return short;
  const head = matchAt(a, slash, 'date.month_head');
  if (!head) return null;
  if (a.tokens[head.to]?.spelling.key === FOURTH || isBareFourth(a, at, head.to))
    return { month: 4, offset: null, to: head.to + 1 };
  const month = numeralAt(a, head.to);
  if (!month || month.value < 1) return null;
  if (month.value > LAST_MONTH) return beforeYear(a, month);
  return { month: month.value, offset: null, to: month.to };
}

/** "tháng tư" */
const FOURTH = 'tư';

/** "12 thang tu": after the day of a month, in a message without accents. */
function isBareFourth(a: Analysis, at: number, word: number): boolean {
  return a.bare && a.tokens[word]?.spelling.fold === 'tu' && digits(a, at - 1) !== null;
}

/** "tháng mười năm 2026": the last word of the number begins the year. */
function beforeYear(a: Analysis, { from, to, inWords }: Numeral): MonthSaid | null {
  const year = a.tokens[to - 1]?.spelling.fold === YEAR && yearAfter(a, to - 1) !== null;
  return inWords && year && to - from === 2 ? { month: 10, offset: null, to: to - 1 } : null;
}

const YEAR = 'nam';

/** t11, T9 right after a day. */
export function shortMonth(a: Analysis, at: number): MonthSaid | null {
  const letter = a.tokens[at];
  const month = digits(a, at + 1);
  if (letter?.spelling.key !== 't' || month === null || !a.tokens[at + 1]?.glued) return null;
  return month >= 1 && month <= LAST_MONTH ? { month, offset: null, to: at + 2 } : null;
}
