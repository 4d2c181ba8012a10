import { type Analysis, matchAt, whyOf } from './analysis.ts';
import { heard } from './asked-back.ts';
import { WITH } from './count-bare.ts';
import { generations } from './count-generations.ts';
import type { CountMention, Role } from './count-mention.ts';
import { countMentions, pickTotal, readCounts } from './counts.ts';
import { saysZero } from './counts-everybody.ts';
import type { NumberReading } from './vi.ts';

/** The answer to "how many people?". A bare number is enough here, since that is what was asked. */
export function readNumber(a: Analysis, taken: readonly boolean[]): NumberReading {
  const mentions = countMentions(a, taken);
  const people = pickTotal(a, mentions);
  const grown =
    people?.role === 'total'
      ? null
      : (generations(a, mentions) ??
        joined(a, mentions) ??
        withTheirs(a, mentions) ??
        withChildren(mentions, people));
  if (grown) return reading(a, grown.value, false, grown.mentions);
  if (people) return reading(a, people.value, people.rough, [people]);
  const counts = readCounts(a, taken);
  if (counts.total !== null)
    return { value: counts.total, approximate: false, alone: false, why: counts.why };
  // "trên 40 dưới 50": the lower bound.
  const bare = mentions.filter((mention) => mention.role === 'bare' && !mention.unclear);
  const values = new Set(bare.map((mention) => mention.value));
  const only = bare[0];
  if (values.size === 1 && only && !only.unclear) return reading(a, only.value, only.rough, [only]);
  if (mentions.length === 0 && saysZero(a)) return { value: 0, approximate: false, alone: false, why: [] };
  return { value: null, approximate: false, alone: false, why: [] };
}

/** "35 bà con với 12 đứa nhỏ", "50 học sinh và 4 thầy cô": two groups said in one breath, or null. */
function joined(
  a: Analysis,
  mentions: readonly CountMention[],
): { value: number; mentions: CountMention[] } | null {
  for (const [at, second] of mentions.entries()) {
    const first = mentions[at - 1];
    if (!first || second.from - first.to !== 1 || !WITH.has(heard(a, first.to))) continue;
    const isPair =
      (first.role === 'child' && BESIDE_CHILDREN.has(second.role)) ||
      (second.role === 'child' && BESIDE_CHILDREN.has(first.role)) ||
      (second.role === 'em' && first.role === 'adult');
    if (isPair && !first.unclear && !second.unclear)
      return { value: first.value + second.value, mentions: [first, second] };
  }
  return null;
}

const BESIDE_CHILDREN: ReadonlySet<Role> = new Set([
  'person',
  'adult',
  'woman',
  'man',
  'team',
  'older_pupil',
]);

/** "mẹ 18 con 25", "12 ba mẹ 14 con": parents, and the children they brought, or null. */
function withTheirs(
  a: Analysis,
  mentions: readonly CountMention[],
): { value: number; mentions: CountMention[] } | null {
  for (const [at, second] of mentions.entries()) {
    const first = mentions[at - 1];
    if (!first || first.unclear || second.unclear) continue;
    const isLabelled = isParent(a, first.numberFrom - 1) && heard(a, second.numberFrom - 1) === CHILD;
    const isCounted = isParent(a, first.to - 1) && second.role === 'bare' && heard(a, second.to) === CHILD;
    if (isLabelled || isCounted) return { value: first.value + second.value, mentions: [first, second] };
  }
  return null;
}

function isParent(a: Analysis, at: number): boolean {
  return PARENTS.has(heard(a, at));
}

const PARENTS: ReadonlySet<string> = new Set(['me5', 'ma1', 'me']);
const CHILD = 'con';

/** "50 người lớn với 10 cháu nhỏ": adults and children, no total. */
function withChildren(
  mentions: readonly CountMention[],
  people: CountMention | null,
): { value: number; mentions: CountMention[] } | null {
  const children = mentions.find((mention) => mention.role === 'child');
  const grown = people || !children ? undefined : mentions.find(isGrown);
  const adults = mentions.find(({ role }) => role === 'adult') ?? grown;
  if (!adults || !children || people)
    return adults && !people ? { value: adults.value, mentions: [adults] } : null;
  return { value: adults.value + children.value, mentions: [adults, children] };
}

function isGrown({ role }: CountMention): boolean {
  return role === 'woman' || role === 'man' || role === 'older_pupil';
}

function reading(a: Analysis, value: number, approximate: boolean, mentions: CountMention[]): NumberReading {
  return {
    value,
    approximate,
    alone: mentions.length === 1 && mentions.every((mention) => isAlone(a, mention)),
    why: mentions.map((mention) => whyOf(a, mention.rule, mention.from, mention.to)),
  };
}

function isAlone(a: Analysis, { role, from, to }: CountMention): boolean {
  return (
    role === 'bare' &&
    a.tokens.every(
      ({ kind }, at) => (at >= from && at < to) || kind === 'mark' || kind === 'break' || adds(a, at),
    )
  );
}

/** Manners, or how sure a number is. */
function adds(a: Analysis, at: number): boolean {
  return BESIDE_NUMBERS.some((tag) => matchAt(a, at, tag) !== null);
}

const BESIDE_NUMBERS = ['answer.filler', 'answer.polite', 'count.filler', 'count.link', 'count.rough'];
