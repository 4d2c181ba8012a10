import type { Analysis } from './analysis.ts';
import { digitAt, isBareFold, isHalf, isHalfOf, type NumberPart, scaleAt } from './number-word.ts';

const DOZEN = 12;
const TEN = 10;
const COUPLE = 2;

/** "hai tá", "nửa tá", "đôi chục", "đôi ba trăm": numbers whose first word begins no other one. */
export function dozensAt(a: Analysis, from: number): NumberPart | null {
  if (isHalfOf(a, from))
    return isDozen(a, from + 1) ? { value: DOZEN / 2, to: from + 2, rough: false } : null;
  const digit = digitAt(a, from);
  return digit === null ? couplesAt(a, from) : timesDozen(a, digit, from + 1);
}

/** `count` dozens, where "tá" or "tá rưỡi" stands at `at`. */
export function timesDozen(a: Analysis, count: number, at: number): NumberPart | null {
  if (!isDozen(a, at)) return null;
  return isHalf(a, at + 1)
    ? { value: count * DOZEN + DOZEN / 2, to: at + 2, rough: false }
    : { value: count * DOZEN, to: at + 1, rough: false };
}

/** Without its mark it is as well the "ta" of a lunar day, so that people must follow. */
function isDozen(a: Analysis, at: number): boolean {
  const token = a.tokens[at];
  if (token?.kind !== 'word') return false;
  const isBeforePeople = a.tokens[at + 1]?.spelling.fold === PEOPLE;
  return token.spelling.key === 'ta1' || (isBeforePeople && isBareFold(a, token, 'ta'));
}

/** "đôi ba chục": twenty to thirty. */
function couplesAt(a: Analysis, from: number): NumberPart | null {
  const token = a.tokens[from];
  if (token?.kind !== 'word') return null;
  const isRange = a.tokens[from + 1]?.spelling.fold === THREE;
  const isUnmarked = token.spelling.key === COUPLE_FOLD && (a.bare || (a.halfBare && isRange));
  if (token.spelling.key !== 'đôi' && !isUnmarked) return null;
  const at = isRange ? from + 2 : from + 1;
  const scale = scaleAt(a, at);
  // "tuổi đôi mươi" is an age.
  if (scale === null || (scale === TEN && a.tokens[at]?.spelling.fold === TWENTIES)) return null;
  return { value: COUPLE * scale, to: at + 1, rough: true };
}

const PEOPLE = 'nguoi';
const COUPLE_FOLD = 'doi';
const THREE = 'ba';
const TWENTIES = 'muoi';
