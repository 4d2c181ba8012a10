import { type Analysis, matchBefore } from './analysis.ts';
import { isFatherOrPeople, isManLabel } from './man-label.ts';
import {
  AMBIGUOUS_AFTER_DIGIT,
  DIGITS,
  FOLDED_DIGITS,
  FOLDED_TAILS,
  PLAIN_NUMBER_WORDS,
  SCALE_FOLDS,
  SCALE_KEYS,
  TAILS,
} from './numeral-words.ts';
import { hasMarks, type Token } from './tokens.ts';

/** A number, or a part of one, with the token after it; `rough` where it is the lower bound of a range. */
export interface NumberPart {
  value: number;
  to: number;
  rough: boolean;
}

const TEN = 10;
const HUNDRED = 100;
const THOUSAND = 1000;
/** "lẻ", also with the other of the two marks that many exchange. */
const LE: ReadonlySet<string> = new Set(['le3', 'le4']);

/** The digit that the word at `at` says, or null. */
export function digitAt(a: Analysis, at: number): number | null {
  const token = a.tokens[at];
  if (token?.kind !== 'word') return null;
  const exact = DIGITS.get(token.spelling.key);
  if (exact !== undefined) return isFatherOrPeople(a, at, exact) ? null : exact;
  if (hasMarks(token) || !(a.bare || besideScale(a, at)) || isManLabel(a, at)) return null;
  if (isOtherWord(a, at)) return null;
  return FOLDED_DIGITS.get(token.spelling.fold) ?? null;
}

/** "một chục nam" are men: beside accented words only "lẻ nam" and "nam chục" are numbers. */
function isOtherWord(a: Analysis, at: number): boolean {
  if (a.bare || !AMBIGUOUS_AFTER_DIGIT.has(a.tokens[at]?.spelling.fold ?? '')) return false;
  return !LE.has(a.tokens[at - 1]?.spelling.key ?? '') && !isScaleWord(a.tokens[at + 1]);
}

/** In "hai muoi mot" the words around make a number of what could be another word. */
function besideScale(a: Analysis, at: number): boolean {
  return isScaleWord(a.tokens[at - 1]) || isScaleWord(a.tokens[at + 1]) || endsNumber(a, at);
}

/** "bốn bay", "trăm lẻ tam": after a digit that is written out. "ba nam", "năm sau" and "ba lam" are other words. */
function endsNumber(a: Analysis, at: number): boolean {
  const before = a.tokens[at - 1];
  if (LE.has(before?.spelling.key ?? '')) return true;
  if (before?.kind !== 'word' || !hasMarks(before)) return before?.spelling.key === 'linh' && at > 1;
  if (AMBIGUOUS_AFTER_DIGIT.has(a.tokens[at]?.spelling.fold ?? '')) return false;
  return before.spelling.key === 'mươi2' || (DIGITS.has(before.spelling.key) && before.spelling.key !== 'ba');
}

function isScaleWord(token: Token | undefined): boolean {
  if (token?.kind !== 'word') return false;
  return SCALE_KEYS.has(token.spelling.key) || (!hasMarks(token) && SCALE_FOLDS.has(token.spelling.fold));
}

/** The digit of a word that only ends numbers ("ba mốt", "bốn tư"), or null. */
export function tailAt(a: Analysis, at: number): number | null {
  const token = a.tokens[at];
  if (token?.kind !== 'word') return null;
  const exact = TAILS.get(token.spelling.key);
  if (exact !== undefined) return exact;
  if (hasMarks(token) || !(a.bare || besideScale(a, at) || isBeforePeople(a, at))) return null;
  return FOLDED_TAILS.get(token.spelling.fold) ?? null;
}

/** "hai lam người": hai and ba have no marks to lose, so the word after them may be a number without its own. */
function isBeforePeople(a: Analysis, at: number): boolean {
  return (
    PLAIN_NUMBER_WORDS.has(a.tokens[at - 1]?.spelling.key ?? '') && a.tokens[at + 1]?.spelling.fold === PEOPLE
  );
}

const PEOPLE = 'nguoi';

/** Ten, hundred or thousand where the word at `at` multiplies, or null. */
export function scaleAt(a: Analysis, at: number): number | null {
  const token = a.tokens[at];
  if (token?.kind !== 'word') return null;
  const { key, fold } = token.spelling;
  if (key === 'mươi' || key === 'muơi' || isBareFold(a, token, 'muoi') || isChuc(a, at)) return TEN;
  if (SPOKEN_TENS.has(key) && isCounter(a, at - 1)) return TEN;
  if (fold === 'muoi' && !hasMarks(token) && isDigitWord(a, at - 1)) return TEN;
  if (key === 'trăm' || isBareFold(a, token, 'tram') || isSpokenHundred(a, at)) return HUNDRED;
  if (
    fold === 'tram' &&
    !hasMarks(token) &&
    (isCounter(a, at - 1) || isDigitWord(a, at + 1) || isAbout(a, at))
  )
    return HUNDRED;
  if (fold === 'ngan' && !hasMarks(token) && isDigitWord(a, at - 1)) return THOUSAND;
  if (key === 'nghin2' || key === 'ngan2' || isBareFold(a, token, 'nghin')) return THOUSAND;
  return isBareFold(a, token, 'ngan') && fold === 'ngan' ? THOUSAND : null;
}

/** "hai mơi lăm", "bảy mưi": as it is said. */
const SPOKEN_TENS: ReadonlySet<string> = new Set(['mơi', 'mưi', 'mui', 'mơi2', 'mưi2']);

/** "chăm rưỡi", as some say and write trăm; else Chăm are people. */
function isSpokenHundred(a: Analysis, at: number): boolean {
  return a.tokens[at]?.spelling.key === 'chăm' && isHalf(a, at + 1);
}

function isDigitWord(a: Analysis, at: number): boolean {
  const spelling = a.tokens[at]?.spelling;
  return spelling !== undefined && (DIGITS.has(spelling.key) || FOLDED_DIGITS.has(spelling.fold));
}

/** True for "chục". */
export function isChuc(a: Analysis, at: number): boolean {
  const token = a.tokens[at];
  if (token?.kind !== 'word') return false;
  if (token.spelling.key === 'chuc5' || (token.spelling.key === 'chut5' && isCounter(a, at - 1))) return true;
  // Without accents "chuc" is as often chức ("to chuc"), so a figure must stand before it or people after it.
  if (hasMarks(token) || token.spelling.fold !== 'chuc') return false;
  if (isHalf(a, at + 1)) return true;
  return isCounter(a, at - 1) || AFTER_TEN.has(a.tokens[at + 1]?.spelling.fold ?? '') || isAbout(a, at);
}

const AFTER_TEN = new Set(['nguoi', 'may']);

/** "gần tram", "ngot chuc": no other word stands after these. */
export function isAbout(a: Analysis, at: number): boolean {
  return matchBefore(a, at, 'count.rough') !== null;
}

function isCounter(a: Analysis, at: number): boolean {
  const token = a.tokens[at];
  return (
    token?.kind === 'number' ||
    isDigitWord(a, at) ||
    token?.spelling.fold === 'may' ||
    token?.spelling.fold === 'vai'
  );
}

/** True for "mười". */
export function isTen(a: Analysis, at: number): boolean {
  const token = a.tokens[at];
  if (token?.kind !== 'word') return false;
  const { key, fold } = token.spelling;
  if (key === 'mươi2' || key === 'muơi2' || (key === 'mưi2' && !isCounter(a, at - 1))) return true;
  return fold === 'muoi' && !hasMarks(token) && (a.bare || isDigitWord(a, at + 1) || isTail(a, at + 1));
}

function isTail(a: Analysis, at: number): boolean {
  return TAILS.has(a.tokens[at]?.spelling.key ?? '');
}

/** True for "rưỡi", after a scale. */
export function isHalf(a: Analysis, at: number): boolean {
  const token = a.tokens[at];
  if (token?.kind !== 'word') return false;
  const { key, fold } = token.spelling;
  return HALVES.has(key) || (fold === 'ruoi' && !hasMarks(token));
}

/** rưỡi with either of the two marks that many exchange, and as it is said: "gưỡi", "dưỡi". */
const HALVES: ReadonlySet<string> = new Set(['rươi4', 'rươi3', 'gươi4', 'gươi3', 'dươi4', 'dươi3', 'zươi4']);

/** True for "nửa": half of the ten, dozen or hundred behind it. */
export function isHalfOf(a: Analysis, at: number): boolean {
  return HALF_OF.has(a.tokens[at]?.spelling.key ?? '');
}

const HALF_OF: ReadonlySet<string> = new Set(['nưa3', 'nưa4']);

/** True for "mấy": some more, nobody knows how many. */
export function isMay(a: Analysis, at: number): boolean {
  const token = a.tokens[at];
  return token?.kind === 'word' && (token.spelling.key === 'mây1' || isBareFold(a, token, 'may'));
}

/** The token after "lẻ" or "linh", or `at` itself. */
export function skipLe(a: Analysis, at: number): number {
  const token = a.tokens[at];
  if (token?.kind !== 'word') return at;
  const { key } = token.spelling;
  return LE.has(key) || key === 'linh' || isBareFold(a, token, 'le') ? at + 1 : at;
}

/** True for a word without marks in a message without accents. */
export function isBareFold(a: Analysis, token: Token, fold: string): boolean {
  return a.bare && token.spelling.fold === fold && !hasMarks(token);
}

/** True when the word at `at` is spelled `key`. */
export function isWord(a: Analysis, at: number, key: string): boolean {
  return a.tokens[at]?.kind === 'word' && a.tokens[at]?.spelling.key === key;
}

/** "hăm" is twenty before a digit, also without its mark where the message has none. */
export function isTwentyWord(a: Analysis, at: number): boolean {
  const token = a.tokens[at];
  return (
    token?.kind === 'word' &&
    (token.spelling.key === 'hăm' || isBareFold(a, token, 'ham') || isDayInTwenties(a, token, at))
  );
}

/** "băm lăm": thirty-five. Without its mark it is another word. */
export function isThirtyWord(a: Analysis, at: number): boolean {
  return a.tokens[at]?.spelling.key === 'băm';
}

const DAY = 'ngay';
/** "hăm mấy"; "ngày hăm mấy" is a day that nobody knows. */
export function isSomeTens(a: Analysis, at: number): boolean {
  return isMay(a, at + 1) && a.tokens[at - 1]?.spelling.fold !== DAY;
}

/** "ngày ham hai" */
function isDayInTwenties(a: Analysis, token: Token, at: number): boolean {
  return token.spelling.key === 'ham' && a.tokens[at - 1]?.spelling.fold === DAY;
}
