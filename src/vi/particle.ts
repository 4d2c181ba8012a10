import { type Analysis, matchAt, matchBefore } from './analysis.ts';
import type { Match } from './phrase-index.ts';

/** "45 nha" at the end is a particle, "12 nha gap 19 nguoi" are houses. */
export function isParticle(a: Analysis, unit: Match): boolean {
  if (unit.quality >= 2 || unit.to - unit.from > 1) return false;
  if (matchAt(a, unit.from, 'count.filler', 3) === null) return false;
  // "di tung nha, 16 nha"
  if (a.halfBare && unit.tag === 'unit.household' && a.byTag.has('form.ho_gia_dinh')) return false;
  // "di gap 10 nha", "duoc 20 may nha"
  if (a.bare && unit.tag === 'unit.household' && isVisited(a, unit.from)) return false;
  const next = a.tokens[unit.to];
  return !a.bare || next?.kind !== 'word' || matchAt(a, unit.to, 'count.filler') !== null;
}

/** A verb of going stands right before the figure of these households. */
function isVisited(a: Analysis, at: number): boolean {
  let from = at;
  while (
    from > 0 &&
    from > at - MOST_WORDS_OF_FIGURE &&
    (a.tokens[from - 1]?.kind === 'number' || isSome(a, from - 1))
  )
    from--;
  const verb = matchBefore(a, from, 'visit_verb');
  // "to gap 70 nha" are leaflets.
  const isLeaflet = matchBefore(a, from, 'unit.leaflet') !== null;
  return from < at && verb !== null && !isLeaflet && GOING.has(a.tokens[verb.from]?.spelling.fold ?? '');
}

function isSome(a: Analysis, at: number): boolean {
  return a.tokens[at]?.spelling.fold === 'may';
}

const MOST_WORDS_OF_FIGURE = 2;
const GOING: ReadonlySet<string> = new Set(['di', 'ghe', 'tham', 'gap', 'go']);
