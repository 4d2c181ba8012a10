import { type Analysis, matchAt, matchBefore } from './analysis.ts';
import type { WrittenDay } from './date-mention.ts';
import { isParticle } from './particle.ts';

export const LAST_DAY = 31;
export const LAST_MONTH = 12;

const CENTURY = 2000;
export const MOST_TWO_DIGITS = 99;
/** "ngày 24 này"; without accents "nay" after a day is the same. */
export function isThis(a: Analysis, at: number): boolean {
  const spelling = a.tokens[at]?.spelling;
  return spelling?.key === 'nay2' || (a.bare && spelling?.fold === 'nay');
}

export function yearAfter(
  a: Analysis,
  at: number,
): { year: number | null; offset: number | null; to: number } | null {
  if (matchAt(a, at, 'date.year.last')) return offsetYear(a, at, 'date.year.last', -1);
  if (matchAt(a, at, 'date.year.this')) return offsetYear(a, at, 'date.year.this', 0);
  if (matchAt(a, at, 'date.year.next')) return offsetYear(a, at, 'date.year.next', 1);
  const head = matchAt(a, at, 'date.year_head');
  const numberAt = head ? head.to : a.tokens[at]?.raw === '/' || a.tokens[at]?.raw === ',' ? at + 1 : at;
  const year = digits(a, numberAt);
  if (year === null || a.tokens[numberAt]?.raw.length !== 4 || !isYear(year)) return null;
  return { year, offset: null, to: numberAt + 1 };
}

function offsetYear(a: Analysis, at: number, tag: string, offset: number) {
  return { year: null, offset, to: matchAt(a, at, tag)?.to ?? at };
}

export function plain(day: number, month: number | null, year: number | null): WrittenDay {
  const calendar = year !== null && year >= CENTURY ? 'solar' : 'unsaid';
  return { day, month, year, monthOffset: null, yearOffset: null, ahead: false, calendar };
}

export function digits(a: Analysis, at: number): number | null {
  const token = a.tokens[at];
  return token?.kind === 'number' && token.raw.length <= 4 ? Number(token.raw) : null;
}

export function dayNumber(a: Analysis, at: number): number | null {
  const day = digits(a, at);
  return day !== null && day >= 1 && day <= LAST_DAY && (a.tokens[at]?.raw.length ?? 0) <= 2 ? day : null;
}

export function isSeparator(a: Analysis, at: number, loose = false): boolean {
  const token = a.tokens[at];
  if (token?.kind !== 'mark') return false;
  if (token.raw === '/') return true;
  if (token.raw !== '.' && token.raw !== '-') return false;
  return loose || (token.glued && a.tokens[at + 1]?.glued === true);
}

/** "12/KH-UBND", "số 5/2025", "QĐ 05/2025" */
export function isDocumentNumber(a: Analysis, from: number, to: number): boolean {
  const next = a.tokens[to];
  const after = a.tokens[to + 1];
  if ((next?.raw === '/' || next?.raw === '-') && next.glued && after?.kind === 'word' && after.glued)
    return true;
  return matchBefore(a, from, 'unit.document') !== null;
}

/** True when a counted thing follows, so that the number before it is no day. */
export function unitAfter(a: Analysis, at: number): boolean {
  const unit = matchAt(a, at, 'unit');
  if (!unit || isParticle(a, unit)) return false;
  return unit.to - unit.from > 1 || unit.quality >= 2 || a.bare || a.tokens[at]?.glued === true;
}

/**
 * True when what follows a number shows that it counts something and is no day: "ngày 2 buổi", "8/10 hộ". Words that
 * may as well begin the next part of the sentence ("ngày 5 tổ em …", "5/11 bà con …") do not.
 */
export function shareUnitAfter(a: Analysis, at: number): boolean {
  // Without accents "nam ngoai" is no man.
  if (matchAt(a, at, 'date.year')) return false;
  const unit = matchAt(a, at, 'date.share_unit');
  // "2/4 doi thoai" is no team.
  const form = unit && unit.quality < 2 ? matchAt(a, at, 'form') : null;
  if (unit && form && form.to > unit.to) return false;
  return unit !== null && (unit.quality >= 2 || a.bare || a.tokens[at]?.glued === true);
}

/** "19h", "7 giờ", "7:30" right after a number. */
export function isClock(a: Analysis, at: number): boolean {
  if (matchAt(a, at, 'date.clock')) return true;
  const minutes = a.tokens[at + 1];
  return (
    a.tokens[at]?.raw === ':' && a.tokens[at]?.glued === true && minutes?.kind === 'number' && minutes.glued
  );
}

export function skipMarks(a: Analysis, at: number, mark: string): number {
  return a.tokens[at]?.raw === mark ? at + 1 : at;
}

export function isYear(value: number): boolean {
  return value >= 1900 && value <= 2100;
}

export function fullYear(value: number): number {
  return value < 100 ? CENTURY + value : value;
}
