import { type Analysis, matchBefore } from './analysis.ts';
import type { Match } from './phrase-index.ts';

const MOST_LINKS = 4;

/** What the words right before a number say of it. */
export interface Before {
  /** Where the words before the number's own helpers end. */
  at: number;
  rough: boolean;
  upper: boolean;
  absent: boolean;
}

/** Walks back over "khoảng", "có", "là", ":" and the like, no further than the last count. */
export function beforeNumber(a: Analysis, numberAt: number, floor: number): Before {
  let at = numberAt;
  const found: Before = { at, rough: false, upper: false, absent: false };
  for (let step = 0; step < MOST_LINKS && at > floor; step++) {
    if (matchBefore(a, at, 'count.not_present')) found.absent = true;
    const isPlace = isOfPlace(a, at - 1);
    const upper = isPlace ? null : matchBefore(a, at, 'count.upper');
    const rough = isPlace ? null : matchBefore(a, at, 'count.rough');
    if (upper && at === numberAt && !(rough && rough.from < upper.from)) found.upper = true;
    if (rough) found.rough = true;
    const link = longer(longer(upper, rough), matchBefore(a, at, 'count.link'));
    const before = a.tokens[at - 1];
    // "nu/17"
    const isStroke = before?.raw === '/' && labelEndsAt(a, at - 1);
    const mark = before?.kind === 'mark' && (isStroke || ':=('.includes(before.raw));
    if (labelEndsAt(a, at) && !link) break;
    if (!link && !mark) break;
    if (labelEndsAt(a, at) && link && isLabelLongerThan(a, at, link)) break;
    at = link ? link.from : at - 1;
  }
  if (matchBefore(a, at, 'count.not_present')) found.absent = true;
  found.at = at;
  return found;
}

/** "xóm Trên 12 người, xóm Dưới 14 người" */
function isOfPlace(a: Analysis, at: number): boolean {
  return (
    PLACES.has(a.tokens[at - 1]?.spelling.fold ?? '') &&
    ENDS_OF_VILLAGE.has(a.tokens[at]?.spelling.fold ?? '')
  );
}

const PLACES: ReadonlySet<string> = new Set(['xom', 'thon', 'ap', 'lang', 'ray', 'nha']);
const ENDS_OF_VILLAGE: ReadonlySet<string> = new Set(['tren', 'duoi', 'ngoai']);

function longer(one: Match | null, two: Match | null): Match | null {
  if (!one || !two) return one ?? two;
  return one.from <= two.from ? one : two;
}

function labelEndsAt(a: Analysis, at: number): boolean {
  return matchBefore(a, at, 'count.label') !== null;
}

function isLabelLongerThan(a: Analysis, at: number, link: Match): boolean {
  const label = matchBefore(a, at, 'count.label');
  return label !== null && label.from <= link.from;
}
