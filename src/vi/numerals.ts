import { type Analysis, matchAt, matchBefore } from './analysis.ts';
import { dozensAt, timesDozen } from './dozens.ts';
import { isNoNumeral } from './no-numeral.ts';
import {
  digitAt,
  isAbout,
  isChuc,
  isHalf,
  isHalfOf,
  isMay,
  isSomeTens,
  isTen,
  isThirtyWord,
  isTwentyWord,
  isWord,
  type NumberPart,
  scaleAt,
  skipLe,
  tailAt,
} from './number-word.ts';
import { FOLDED_DIGITS, NUMBER_FOLDS, PLAIN_NUMBER_WORDS } from './numeral-words.ts';
import { hasMarks, type Token } from './tokens.ts';

/** A number in digits or words: tokens `[from, to)`. */
export interface Numeral {
  value: number;
  from: number;
  to: number;
  /** "40 mấy", "năm sáu chục": the value is a lower bound. */
  rough: boolean;
  inWords: boolean;
  /** Read from one word without accents ("nam", "bay"), which is often another word. */
  doubtful: boolean;
  /** Written with a leading zero ("02", "0912…"): a code or a telephone, hardly a count. */
  leadingZero: boolean;
}

const TEN = 10;
const HUNDRED = 100;
const THOUSAND = 1000;
/** No count of people has more digits; longer runs are telephones and codes. */
const MOST_DIGITS = 7;

/** Reads the number that begins at token `from`, digits or words, or null. */
export function numeralAt(a: Analysis, from: number): Numeral | null {
  const token = a.tokens[from];
  if (!token || token.kind === 'mark' || token.kind === 'break') return null;
  const known = a.shared.numerals[from];
  if (known !== undefined) return known;
  const numeral = readNumeral(a, from, token);
  a.shared.numerals[from] = numeral;
  return numeral;
}

function readNumeral(a: Analysis, from: number, token: Token): Numeral | null {
  if (token.kind === 'number') return digitsAt(a, from, token);
  if (token.kind !== 'word') return null;
  if (!NUMBER_FOLDS.has(token.spelling.fold) || isNoNumeral(a, from)) return null;
  const part = thousands(a, from);
  if (!part) return null;
  const single = part.to - from === 1;
  const doubtful =
    single && !hasMarks(token) && !PLAIN_NUMBER_WORDS.has(token.spelling.fold) && !isAboutScale(a, from);
  const { value, to, rough } = part;
  return { value, from, to, rough, inWords: true, doubtful, leadingZero: false };
}

/** True when the word may begin a number in words. */
export function isNumberWord(token: Token): boolean {
  return NUMBER_FOLDS.has(token.spelling.fold);
}

function digitsAt(a: Analysis, from: number, first: Token): Numeral | null {
  if (first.raw.length > MOST_DIGITS) return null;
  let digits = first.raw;
  let to = from + 1;
  while (isThousandsGroup(a, to, digits)) {
    digits += a.tokens[to + 1]?.raw ?? '';
    to += 2;
  }
  const leadingZero = digits.length > 1 && digits.startsWith('0');
  const part = withScale(a, { value: Number(digits), to, rough: false });
  const isSome = isWord(a, part.to, 'mây1');
  const rough = part.rough || isSome;
  // Field by field: copying them costs as much as reading the digits.
  return {
    value: part.value,
    from,
    to: isSome ? part.to + 1 : part.to,
    rough,
    inWords: false,
    doubtful: false,
    leadingZero,
  };
}

/** "1.200"; some write it with a comma, which in larger figures may as well part two numbers. */
function isThousandsGroup(a: Analysis, at: number, before: string): boolean {
  const dot = a.tokens[at];
  const group = a.tokens[at + 1];
  const parts = dot?.raw === '.' || (dot?.raw === ',' && before.length === 1);
  return parts && dot?.glued === true && group?.kind === 'number' && group.glued && group.raw.length === 3;
}

/** "5 chục", "2 trăm rưỡi", "1 trăm 20". */
function withScale(a: Analysis, part: NumberPart): NumberPart {
  const scale = scaleAt(a, part.to);
  if (scale === TEN) return tensTail(a, { ...part, value: part.value * TEN, to: part.to + 1 });
  if (scale === HUNDRED) return hundredsTail(a, { ...part, value: part.value * HUNDRED, to: part.to + 1 });
  if (scale === THOUSAND) return thousandsTail(a, { ...part, value: part.value * THOUSAND, to: part.to + 1 });
  return timesDozen(a, part.value, part.to) ?? part;
}

function thousands(a: Analysis, from: number): NumberPart | null {
  const dozens = dozensAt(a, from);
  if (dozens) return dozens;
  const start = halfOf(a, from) ?? hundreds(a, from) ?? implicitOne(a, from, THOUSAND);
  if (!start) return null;
  if (scaleAt(a, start.to) !== THOUSAND) return start.to > from ? start : null;
  return thousandsTail(a, { ...start, value: Math.max(1, start.value) * THOUSAND, to: start.to + 1 });
}

function thousandsTail(a: Analysis, part: NumberPart): NumberPart {
  if (isHalf(a, part.to)) return { ...part, value: part.value + THOUSAND / 2, to: part.to + 1 };
  const figure = a.tokens[part.to];
  // "1 nghìn 2" and "1 nghìn 200"
  if (figure?.kind === 'number' && (figure.raw.length === 1 || figure.raw.length === 3) && !figure.glued)
    return { ...part, value: part.value + Number(figure.raw.padEnd(3, '0')), to: part.to + 1 };
  // "một ngàn không trăm năm mươi"
  if (isWord(a, part.to, 'không') && scaleAt(a, part.to + 1) === HUNDRED) {
    const rest = tens(a, skipLe(a, part.to + 2));
    return rest ? { ...rest, value: part.value + rest.value } : part;
  }
  const tail = tailAt(a, part.to);
  if (tail !== null) return { ...part, value: part.value + tail * HUNDRED, to: part.to + 1 };
  const rest = hundreds(a, skipLe(a, part.to));
  if (!rest) return part;
  const short = rest.to - part.to === 1 && rest.value < TEN;
  return { value: part.value + (short ? rest.value * HUNDRED : rest.value), to: rest.to, rough: rest.rough };
}

function hundreds(a: Analysis, from: number): NumberPart | null {
  const start = tens(a, from) ?? implicitOne(a, from, HUNDRED);
  if (!start) return null;
  if (scaleAt(a, start.to) !== HUNDRED) return start.to > from ? start : null;
  return hundredsTail(a, { ...start, value: Math.max(1, start.value) * HUNDRED, to: start.to + 1 });
}

function hundredsTail(a: Analysis, part: NumberPart): NumberPart {
  if (isHalf(a, part.to)) return { ...part, value: part.value + HUNDRED / 2, to: part.to + 1 };
  if (isMay(a, part.to)) return { ...part, to: part.to + 1, rough: true };
  const afterLe = skipLe(a, part.to);
  const next = a.tokens[afterLe];
  if (next?.kind === 'number' && next.raw.length <= 2 && afterLe > part.to) {
    return { value: part.value + Number(next.raw), to: afterLe + 1, rough: false };
  }
  if (next && isOneFigure(a, part.to)) {
    return { ...part, value: part.value + Number(next.raw) * TEN, to: part.to + 1 };
  }
  if (next?.kind === 'number')
    return isRestOfHundred(a, afterLe)
      ? { ...part, value: part.value + Number(next.raw), to: afterLe + 1 }
      : part;
  const tail = afterLe > part.to ? null : tailAt(a, part.to);
  if (tail !== null) return { ...part, value: part.value + tail * TEN, to: part.to + 1 };
  const rest = tens(a, afterLe);
  if (!rest) return part;
  const single = rest.to - afterLe === 1 && rest.value < TEN && afterLe === part.to;
  return { value: part.value + (single ? rest.value * TEN : rest.value), to: rest.to, rough: rest.rough };
}

/** "trăm 5", "3 chục 4": one figure by itself after the hundred or the tens. */
function isOneFigure(a: Analysis, at: number): boolean {
  const figure = a.tokens[at];
  const after = a.tokens[at + 1];
  return (
    figure?.kind === 'number' &&
    figure.raw.length === 1 &&
    !figure.glued &&
    (after === undefined || (after.kind !== 'number' && !after.glued))
  );
}

/** "1 trăm 20 người": two figures right after the hundred. */
function isRestOfHundred(a: Analysis, at: number): boolean {
  const next = a.tokens[at];
  const after = a.tokens[at + 1];
  return (
    next?.raw.length === 2 &&
    !next.glued &&
    (after === undefined || !(after.kind === 'number' || after.glued))
  );
}

/** Below one hundred: mười hai, hai mươi lăm, năm chục, hăm ba, ba mốt, and ranges in words (năm sáu chục). */
function tens(a: Analysis, from: number): NumberPart | null {
  if (isTen(a, from)) {
    if (isMay(a, from + 1)) return { value: TEN, to: from + 2, rough: true };
    const unit = digitAt(a, from + 1) ?? tailAt(a, from + 1);
    if (unit !== null && scaleAt(a, from + 2) === null)
      return { value: TEN + unit, to: from + 2, rough: false };
    return { value: TEN, to: from + 1, rough: false };
  }
  if (isAboutTen(a, from)) return { value: TEN, to: from + 1, rough: true };
  const contracted = isTwentyWord(a, from) ? 2 : isThirtyWord(a, from) ? 3 : null;
  if (contracted !== null) {
    if (isSomeTens(a, from)) return { value: contracted * TEN, to: from + 2, rough: true };
    const unit = digitAt(a, from + 1) ?? tailAt(a, from + 1);
    return unit === null ? null : { value: contracted * TEN + unit, to: from + 2, rough: false };
  }
  const first = digitAt(a, from) ?? rangeStartAt(a, from);
  if (first === null) return isChuc(a, from) ? tensTail(a, { value: TEN, to: from + 1, rough: false }) : null;
  if (scaleAt(a, from + 1) === TEN) return tensTail(a, { value: first * TEN, to: from + 2, rough: false });
  const tail = tailAt(a, from + 1);
  if (tail !== null) return { value: first * TEN + tail, to: from + 2, rough: false };
  // "ba mấy" is thirty and some.
  if (first > 1 && isMay(a, from + 1)) return { value: first * TEN, to: from + 2, rough: true };
  // "chín mười người"
  if (first === TEN - 1 && isTen(a, from + 1) && scaleAt(a, from + 2) === null)
    return { value: first, to: from + 2, rough: true };
  const second = digitAt(a, from + 1);
  if (second === null) return { value: first, to: from + 1, rough: false };
  const range = second === first + 1;
  if (range && scaleAt(a, from + 2) === TEN) return { value: first * TEN, to: from + 3, rough: true };
  if (range) return { value: first, to: from + 2, rough: true };
  // "tam bon muoi": tầm, then forty.
  if (scaleAt(a, from + 2) === TEN) return { value: first, to: from + 1, rough: false };
  if (first === 1) return { value: first, to: from + 1, rough: false };
  return { value: first * TEN + second, to: from + 2, rough: false };
}

/** "cỡ nam sáu chục": after "about" a digit without its mark begins a range, in a text that is not all bare too. */
function rangeStartAt(a: Analysis, from: number): number | null {
  const token = a.tokens[from];
  if (!token || hasMarks(token) || !matchBefore(a, from, 'count.rough', 2)) return null;
  const first = FOLDED_DIGITS.get(token.spelling.fold);
  const isRange = first !== undefined && digitAt(a, from + 1) === first + 1;
  return isRange && scaleAt(a, from + 2) === TEN ? first : null;
}

function tensTail(a: Analysis, part: NumberPart): NumberPart {
  if (isHalf(a, part.to)) return { ...part, value: part.value + TEN / 2, to: part.to + 1 };
  if (isMay(a, part.to)) return { ...part, to: part.to + 1, rough: true };
  if (isOneFigure(a, part.to) && scaleAt(a, part.to + 1) === null)
    return { ...part, value: part.value + Number(a.tokens[part.to]?.raw), to: part.to + 1 };
  const afterLe = skipLe(a, part.to);
  const unit = digitAt(a, afterLe) ?? tailAt(a, afterLe);
  if (unit === null || scaleAt(a, afterLe + 1) !== null) return part;
  return { ...part, value: part.value + unit, to: afterLe + 1 };
}

/** "mươi người", "mươi mười lăm": about ten, with no digit before it. */
function isAboutTen(a: Analysis, at: number): boolean {
  if (a.tokens[at]?.spelling.key !== 'mươi' || digitAt(a, at - 1) !== null) return false;
  return (
    a.tokens[at - 1]?.kind !== 'number' && (isTen(a, at + 1) || matchAt(a, at + 1, 'unit.person', 2) !== null)
  );
}

/** "nửa trăm": half of it. */
function halfOf(a: Analysis, from: number): NumberPart | null {
  if (!isHalfOf(a, from)) return null;
  const scale = scaleAt(a, from + 1);
  return scale === null ? null : { value: scale / 2, to: from + 2, rough: false };
}

/** "hơn chuc", "ngot tram" */
function isAboutScale(a: Analysis, at: number): boolean {
  return scaleAt(a, at) !== null && isAbout(a, at);
}

function implicitOne(a: Analysis, from: number, scale: number): NumberPart | null {
  return scaleAt(a, from) === scale ? { value: 0, to: from, rough: false } : null;
}
