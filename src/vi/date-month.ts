import { type Analysis, matchAt } from './analysis.ts';
import { digits, LAST_MONTH } from './date-parts.ts';
import { numeralAt } from './numerals.ts';

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
  const month = numeralAt(a, head.to);
  if (!month || month.value < 1 || month.value > LAST_MONTH) return null;
  return { month: month.value, offset: null, to: month.to };
}

/** t11, T9 right after a day. */
export function shortMonth(a: Analysis, at: number): MonthSaid | null {
  const letter = a.tokens[at];
  const month = digits(a, at + 1);
  if (letter?.spelling.key !== 't' || month === null || !a.tokens[at + 1]?.glued) return null;
  return month >= 1 && month <= LAST_MONTH ? { month, offset: null, to: at + 2 } : null;
}
