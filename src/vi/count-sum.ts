import { type Analysis, matchBefore } from './analysis.ts';
import type { CountMention, Role } from './count-mention.ts';

const PEOPLE: ReadonlySet<Role> = new Set([
  'total',
  'person',
  'turn',
  'woman',
  'man',
  'female',
  'male',
  'adult',
  'em',
  'child',
  'older_pupil',
  'dtts',
  'bare',
]);
const FEWEST_PARTS = 2;

/**
 * "8 người nhóm đầu, 11 người nhóm sau, là 19": a figure that is the sum of those right before it, and is called so, counts
 * everybody. Parts of one kind then count nobody apart; the two sexes stay what they are. Linear.
 */
export function findSum(a: Analysis, mentions: CountMention[]): CountMention[] {
  const people = mentions.filter(({ role, unclear }) => PEOPLE.has(role) && !unclear);
  const at = people.findIndex((mention, n) => partsOf(people, n) !== null && isCalledSum(a, mention));
  const sum = people[at];
  const parts = sum ? partsOf(people, at) : null;
  if (!sum || !parts) return mentions;
  const kind = kindOf(parts, sum);
  return mentions.flatMap((mention) => {
    if (mention === sum) return summed(sum, kind);
    return parts.includes(mention) && isOnlyPart(mention, kind)
      ? [{ ...mention, role: 'other' as Role, rule: 'part-of-sum' }]
      : [mention];
  });
}

/** The figures right before the one at `at` that make it up together, or null. */
function partsOf(people: readonly CountMention[], at: number): readonly CountMention[] | null {
  const sum = people[at];
  let left = sum?.value ?? 0;
  for (let from = at - 1; from >= 0 && at - from <= MOST_PARTS; from--) {
    left -= people[from]?.value ?? 0;
    if (left < 0) return null;
    if (left === 0 && at - from >= FEWEST_PARTS) return people.slice(from, at);
  }
  return null;
}

const MOST_PARTS = 8;

/** "là 19", "gộp là 26", "vị chi 152 người" */
function isCalledSum(a: Analysis, { from, numberFrom, role, rule }: CountMention): boolean {
  if (role === 'total' && rule === 'count.label.total') return true;
  const least = a.halfBare ? 1 : 2;
  return (
    matchBefore(a, numberFrom, 'count.sum', least) !== null ||
    matchBefore(a, from, 'count.sum', least) !== null
  );
}

/** What all parts and their sum are, where they are the same. */
function kindOf(parts: readonly CountMention[], sum: CountMention): Role | null {
  const [first] = parts;
  const isOne = first !== undefined && parts.every(({ role }) => role === first.role);
  if (!isOne || !first) return null;
  return sum.role === first.role || !SPECIFIC.has(sum.role) ? first.role : null;
}

const SPECIFIC: ReadonlySet<Role> = new Set([
  'woman',
  'man',
  'female',
  'male',
  'child',
  'dtts',
  'adult',
  'em',
]);
const KEPT: ReadonlySet<Role> = new Set(['child', 'dtts', 'female', 'male', 'em']);

/** Everybody, and of what kind they all are. */
function summed(sum: CountMention, kind: Role | null): CountMention[] {
  const all: CountMention = { ...sum, role: 'total', rule: 'sum-of-parts' };
  return kind !== null && KEPT.has(kind) ? [all, { ...all, role: kind }] : [all];
}

/** Of the women, the men and the children among others each is told apart. */
function isOnlyPart({ role }: CountMention, kind: Role | null): boolean {
  return kind !== null || role === 'person' || role === 'bare' || role === 'total' || role === 'turn';
}
