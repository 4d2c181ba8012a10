import type { Analysis } from './analysis.ts';

const MOST_WORDS_BACK = 8;

/** "nam 12", "nam: 12", "20 nam": without accents this is nam (men), not năm (five). */
export function isManLabel(a: Analysis, at: number): boolean {
  if (a.tokens[at]?.spelling.fold !== 'nam') return false;
  const next = a.tokens[at + 1];
  if (next?.kind === 'number' || next?.raw === ':' || a.tokens[at - 1]?.kind === 'number') return true;
  if (isTensWord(a, at + 1)) return !isFiveOrSix(a, at);
  // "nu hai muoi, nam muoi lam": the other sex stands before the comma.
  const after = a.tokens[at - 1];
  // "5 chuc nu, 1 chuc nam": tens of both.
  return (
    (after?.raw === ',' || after?.spelling.fold === 'chuc') &&
    a.tokens.slice(Math.max(0, at - MOST_WORDS_BACK), at).some((token) => token.spelling.fold === 'nu')
  );
}

/** "nam sau chuc": fifty to sixty, where no women are told of and nothing is counted before. */
function isFiveOrSix(a: Analysis, at: number): boolean {
  if (a.tokens[at + 1]?.spelling.fold !== 'sau') return false;
  return a.tokens.every(({ kind, spelling }, n) => spelling.fold !== 'nu' && (n >= at || kind !== 'number'));
}

/** "nu ba muoi nam hai muoi lam": another number in words begins behind it. */
function isTensWord(a: Analysis, at: number): boolean {
  const [digit, tens] = [a.tokens[at]?.spelling.fold ?? '', a.tokens[at + 1]?.spelling.fold ?? ''];
  return DIGIT_FOLDS.has(digit) && (tens === 'muoi' || tens === 'chuc');
}

const DIGIT_FOLDS = new Set(['hai', 'ba', 'bon', 'nam', 'sau', 'bay', 'tam', 'chin']);

/** Without accents "ba con" is bà con, not three children; "ba mẹ" are parents in any writing. */
export function isFatherOrPeople(a: Analysis, at: number, value: number): boolean {
  if (value !== 3) return false;
  const next = a.tokens[at + 1]?.spelling;
  if (!next) return false;
  return next.fold === 'me' || next.fold === 'ma' || (next.key === 'con' && a.bare);
}
