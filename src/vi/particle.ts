import { type Analysis, matchAt } from './analysis.ts';
import type { Match } from './phrase-index.ts';

/** "45 nha" at the end is a particle, "12 nha gap 19 nguoi" are houses. */
export function isParticle(a: Analysis, unit: Match): boolean {
  if (unit.quality >= 2 || unit.to - unit.from > 1) return false;
  if (matchAt(a, unit.from, 'count.filler', 3) === null) return false;
  // "di tung nha, 16 nha"
  if (a.halfBare && unit.tag === 'unit.household' && a.byTag.has('form.ho_gia_dinh')) return false;
  const next = a.tokens[unit.to];
  return !a.bare || next?.kind !== 'word' || matchAt(a, unit.to, 'count.filler') !== null;
}
