import type { Analysis } from './analysis.ts';
import { digitAt, isMay, scaleAt } from './number-word.ts';
import { NO_FIGURE } from './numeral-words.ts';

/** True when the word at `at`, which elsewhere begins a number, here means something else. */
export function isNoNumeral(a: Analysis, at: number): boolean {
  return saysNoFigure(a, at) || isYearWord(a, at) || isPersonsName(a, at);
}

/** "mấy chục", "vài trăm", "hàng trăm" name no figure. */
function saysNoFigure(a: Analysis, from: number): boolean {
  const before = a.tokens[from - 1];
  if (before?.kind !== 'word') return false;
  const isSome = NO_FIGURE.has(before.spelling.key) || isMay(a, from - 1);
  // "dăm bảy chục", "vài ba chục"
  if (scaleAt(a, from) === null) return isSome && scaleAt(a, from + 1) !== null;
  return isSome || (digitAt(a, from - 1) !== null && NO_FIGURE.has(a.tokens[from - 2]?.spelling.key ?? ''));
}

/** "năm 2025": a year and no five. */
function isYearWord(a: Analysis, at: number): boolean {
  const next = a.tokens[at + 1];
  return a.tokens[at]?.spelling.fold === YEAR && next?.kind === 'number' && /^(?:19|20)\d\d$/.test(next.raw);
}

const YEAR = 'nam';

/** "hỏi cô Năm đi": the fifth child of a family goes by it. */
function isPersonsName(a: Analysis, at: number): boolean {
  if (a.tokens[at]?.capital !== true || !TITLES.has(a.tokens[at - 1]?.spelling.key ?? '')) return false;
  // "ĐÀN ÔNG MƯỜI BỐN": men, and no Mr Ten.
  return !MEN_OR_WOMEN.has(a.tokens[at - 2]?.spelling.fold ?? '');
}

/** đàn ông, đờn bà */
const MEN_OR_WOMEN: ReadonlySet<string> = new Set(['dan', 'don']);

const TITLES: ReadonlySet<string> = new Set([
  'cô',
  'chu1',
  'anh',
  'chi5',
  'bac1',
  'di2',
  'ông',
  'ba2',
  'câu5',
  'mơ5',
  'thim1',
]);
