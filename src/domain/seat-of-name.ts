import type { SeatByNameFact } from './fact.ts';

export interface FreeRow {
  memberId: string;
  name: string;
  foldedName: string;
}

/** Fewer words than this are a given name that many bear: not enough to find a row of the roster by. */
const MIN_WORDS = 2;

/**
 * The one row that a name means: the whole name, or its last words ("Thị Ngôn" for "Pi Năng Thị Ngôn") when they fit
 * only one row.
 *
 * @param folded - The name as typed, folded.
 */
export function seatOfName(folded: string, rows: readonly FreeRow[]): SeatByNameFact | null {
  const whole = rows.find(({ foldedName }) => foldedName === folded);
  if (whole) return { memberId: whole.memberId, name: whole.name, whole: true };
  if (folded.split(' ').length < MIN_WORDS) return null;
  const [only, another] = rows.filter(({ foldedName }) => foldedName.endsWith(` ${folded}`));
  return only && !another ? { memberId: only.memberId, name: only.name, whole: false } : null;
}
