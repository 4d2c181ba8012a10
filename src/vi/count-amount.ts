import { type Analysis, matchAt } from './analysis.ts';
import { isNameNumber } from './count-other.ts';
import { UNIT_ROLES } from './count-roles.ts';
import { unitAfter } from './date-parts.ts';
import { type Numeral, numeralAt } from './numerals.ts';
import type { Match } from './phrase-index.ts';

const THOUSANDS_DIGITS = 3;
const MOST_THOUSANDS = 20;

/** A number with a range or an alternative around it. */
export interface Amount extends Numeral {
  unclear: boolean;
}

/** The number at `at`, widened by a range ("50-60", "4-5 chục", "từ 50 đến 60"). */
export function amountAt(a: Analysis, at: number): Amount | null {
  const first = numeralAt(a, at);
  if (!first) return null;
  const short = shortThousands(a, first);
  if (short) return short;
  const alternative = matchAt(a, first.to, 'date.alternative');
  const until = matchAt(a, first.to, 'date.until');
  const join = alternative ?? until ?? (a.tokens[first.to]?.raw === '~' ? { to: first.to + 1 } : null);
  const second = join ? numeralAt(a, join.to) : tensBoth(a, first);
  if (!second || (until && !isRangeEnd(a, first, second, until))) return widened(a, first);
  // "55 hay 56" is about 55, "40 hay 50" may be either.
  if (alternative) return { ...first, to: second.to, rough: true, unclear: second.value !== first.value + 1 };
  const scale = scaleBetween(a, first, second);
  return { ...first, value: first.value * scale, to: second.to, rough: true, unclear: false };
}

/** "1k2 người", "1k người", and "1k2" as the whole answer; elsewhere such a figure is money. */
function shortThousands(a: Analysis, first: Numeral): Amount | null {
  const money = a.tokens[first.to];
  if (first.inWords || money?.raw.toLowerCase() !== 'k' || money.origin !== 'abbreviation') return null;
  const tail = a.tokens[first.to + 1];
  const hasTail = tail?.kind === 'number' && tail.glued && tail.raw.length !== 2 && tail.raw.length <= 3;
  const to = first.to + (hasTail ? 2 : 1);
  const value = first.value + (hasTail ? Number(tail.raw.padEnd(3, '0')) : 0);
  const unit = matchAt(a, to, 'unit');
  const isCount = (unit !== null && HEADS.has(unit.tag)) || (hasTail && isWholeText(a, first.from, to));
  return isCount ? { ...first, value, to, unclear: false } : null;
}

/** What is counted by thousands: people and leaflets. */
const HEADS: ReadonlySet<string> = new Set([...UNIT_ROLES.keys()].filter((tag) => tag !== 'unit.team'));
const MANNERS = ['answer.filler', 'answer.polite', 'count.filler', 'count.rough'];

/** Nothing but marks and manners stands around `[from, to)`. */
function isWholeText(a: Analysis, from: number, to: number): boolean {
  return a.tokens.every(
    ({ kind }, at) =>
      (at >= from && at < to) ||
      kind === 'mark' ||
      kind === 'break' ||
      MANNERS.some((tag) => matchAt(a, at, tag) !== null),
  );
}

/** "5,6 chục", "5 6 chục": fifty to sixty. */
function tensBoth(a: Analysis, first: Numeral): Numeral | null {
  const digit = a.tokens[first.from];
  if (digit?.kind !== 'number' || digit.raw.length !== 1 || first.to !== first.from + 1) return null;
  const at = a.tokens[first.to]?.raw === ',' ? first.to + 1 : first.to;
  const next = a.tokens[at];
  if (next?.kind !== 'number' || Number(next.raw) !== first.value + 1) return null;
  const second = numeralAt(a, at);
  return second && second.value === Number(next.raw) * 10 ? second : null;
}

/** "50 60 người" is a range, "1 200 người" one number, "20+15" a sum. */
function widened(a: Analysis, first: Numeral): Amount {
  const { value, from, to, rough, inWords, doubtful, leadingZero } = first;
  const alone = { value, from, to, rough, inWords, doubtful, leadingZero, unclear: false };
  if (first.inWords) return rangeInWords(a, alone);
  // "20 mấy nhà"
  const isOdd = value % 10 === 0 && isSome(a, first.to) && matchAt(a, first.to + 1, 'unit') !== null;
  if (isOdd) return { ...alone, to: first.to + 1, rough: true };
  const byTens = nextTen(a, first);
  if (byTens) return { ...alone, to: byTens.to, rough: true };
  const plus = a.tokens[first.to]?.raw === '+';
  const second = numeralAt(a, plus ? first.to + 1 : first.to);
  if (!second || second.inWords) return alone;
  if (plus)
    return unitAfter(a, first.to) ? alone : { ...alone, value: first.value + second.value, to: second.to };
  const digits = a.tokens[second.from]?.raw ?? '';
  const people = matchAt(a, second.to, 'unit.person') ?? matchAt(a, second.to, 'unit.turn');
  if (!people || isNameNumber(a, alone)) return alone;
  if (digits.length === THOUSANDS_DIGITS && first.value < MOST_THOUSANDS)
    return { ...alone, value: first.value * 1000 + second.value, to: second.to };
  const range = first.value >= 10 && second.value > first.value && second.value <= first.value * 2;
  return range ? { ...alone, to: second.to, rough: true } : alone;
}

function isSome(a: Analysis, at: number): boolean {
  const spelling = a.tokens[at]?.spelling;
  return spelling?.key === 'mây1' || (a.bare && spelling?.fold === 'may');
}

/** "70, 80 người", "60 70 gì á": two round figures in a row, the second ten more. */
function nextTen(a: Analysis, first: Numeral): Numeral | null {
  const isComma = a.tokens[first.to]?.raw === ',';
  const second = numeralAt(a, isComma ? first.to + 1 : first.to);
  if (!second || second.inWords || first.value % 10 !== 0 || second.value !== first.value + 10) return null;
  if (first.value < 10 || first.value > MOST_OF_RANGE) return null;
  const isPeople = matchAt(a, second.to, 'unit.person', 2) !== null;
  return isPeople || (!isComma && SOME.has(a.tokens[second.to]?.spelling.key ?? '')) ? second : null;
}

const MOST_OF_RANGE = 200;
const SOME: ReadonlySet<string> = new Set(['gi2', 'gi', 'chi', 'mây1']);

/** "bốn lăm năm chục": forty-five to fifty. */
function rangeInWords(a: Analysis, first: Amount): Amount {
  const second = numeralAt(a, first.to);
  const range = second?.inWords && !second.doubtful && first.value >= 10 && second.value > first.value;
  return range && second.value <= first.value * 2 ? { ...first, to: second.to, rough: true } : first;
}

function isRangeEnd(a: Analysis, first: Numeral, second: Numeral, until: Match): boolean {
  if (second.value <= first.value) return false;
  const word = a.tokens[until.from]?.kind === 'word';
  return !word || !unitAfter(a, first.to);
}

/** In "4-5 chục" the ten belongs to both. */
function scaleBetween(a: Analysis, first: Numeral, second: Numeral): number {
  const shown = Number(a.tokens[second.from]?.raw);
  if (!Number.isFinite(shown) || shown === 0 || first.inWords || shown === second.value) return 1;
  return first.value < 10 && second.value % shown === 0 ? second.value / shown : 1;
}
