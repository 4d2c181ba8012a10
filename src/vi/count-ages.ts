import { type Analysis, matchAt, matchBefore } from './analysis.ts';
import type { CountMention, Role } from './count-mention.ts';
import { numeralAt } from './numerals.ts';

/** What those of one figure are by their age. */
type Aged = 'child' | 'older_pupil';

/** From this age on nobody is counted as a child. */
const GROWN_AGE = 16;

/** "12 em 16 tuổi với 10 em 12 tuổi": the age decides who is a child; several groups of one kind are added up. Linear. */
export function byAge(a: Analysis, mentions: readonly CountMention[]): CountMention[] {
  const aged = agedOf(a, mentions);
  if (aged.size === 0) return [...mentions];
  const isAddable = mentions.every((mention) => !PUPILS.has(mention.role) || isWhole(a, mention, aged));
  const sums = new Map<Aged, CountMention>();
  const found: CountMention[] = [];
  let to = 0;
  for (const mention of mentions) {
    const age = aged.get(mention);
    const sum = age && isAddable ? sums.get(age.kind) : undefined;
    // The age itself counts nobody.
    if (!sum && mention.from >= to) found.push(age ? { ...mention, role: age.kind, to: age.to } : mention);
    const last = found.at(-1);
    if (sum) sum.value += mention.value;
    else if (age && last) sums.set(age.kind, last);
    if (age) to = age.to;
  }
  return found;
}

/** The figures whose age is said, with where it ends. */
function agedOf(a: Analysis, mentions: readonly CountMention[]) {
  const aged = new Map<CountMention, { kind: Aged; to: number }>();
  let last = 0;
  for (const mention of mentions) {
    if (!isOfAge(a, mention)) continue;
    const age = ageAfter(a, mention.to) ?? ageBefore(a, mention, last);
    if (age === null) continue;
    last = Math.max(mention.to, age.to);
    if (age.kind) aged.set(mention, { kind: age.kind, to: last });
  }
  return aged;
}

/** Of these the age decides what they are; of a "chị" it does not. */
const PUPILS: ReadonlySet<Role> = new Set(['child', 'em']);
/** "10 bạn 12 tuổi" */
const PEOPLE: ReadonlySet<string> = new Set(['ban', 'nguoi']);

function isOfAge(a: Analysis, { role, rule, unclear, numberFrom, to }: CountMention): boolean {
  if (unclear || !rule.startsWith('unit.')) return false;
  if (PUPILS.has(role)) return true;
  return (
    role === 'person' && a.tokens.slice(numberFrom, to).some(({ spelling }) => PEOPLE.has(spelling.fold))
  );
}

/** In "20 em 12 tuổi, trong đó 5 em 10 tuổi" the second are some of the first. */
function isWhole(a: Analysis, mention: CountMention, aged: ReadonlyMap<CountMention, unknown>): boolean {
  return aged.has(mention) && matchBefore(a, mention.from, 'count.subset') === null;
}

interface Age {
  /** Null where some are children and some are not, as with "12 đến 18 tuổi". */
  kind: Aged | null;
  to: number;
}

/** "12 tuổi", "(13-15 tuổi)", "từ 16 tuổi trở lên", "dưới 16 tuổi" */
function ageAfter(a: Analysis, to: number): Age | null {
  let at = a.tokens[to]?.raw === '(' ? to + 1 : to;
  at = matchAt(a, at, 'count.from_age')?.to ?? at;
  const bound = BOUNDS.get(a.tokens[at]?.spelling.fold ?? '');
  if (bound) at++;
  const low = numeralAt(a, at);
  if (!low) return null;
  const until = RANGE.has(a.tokens[low.to]?.spelling.fold ?? '') ? numeralAt(a, low.to + 1) : null;
  const high = until ?? low;
  const years = high.to;
  if (a.tokens[years]?.spelling.fold !== YEARS) return null;
  const isUpwards = bound === 'over' || UPWARDS.has(a.tokens[years + 1]?.spelling.fold ?? '');
  const oldest = bound === 'under' ? high.value - 1 : high.value;
  const isGrown = bound !== 'under' && low.value >= GROWN_AGE;
  const isYoung = !isUpwards && oldest < GROWN_AGE;
  return { kind: isGrown ? 'older_pupil' : isYoung ? 'child' : null, to: years + 1 };
}

/** "12 tuổi: 10 em", after the figure that ended at `last`. */
function ageBefore(a: Analysis, { role, numberFrom }: CountMention, last: number): Age | null {
  if (!PUPILS.has(role)) return null;
  let at = numberFrom;
  if (a.tokens[at - 1]?.raw === ':' || a.tokens[at - 1]?.spelling.fold === HAVE) at--;
  if (a.tokens[at - 1]?.spelling.fold !== YEARS) return null;
  const isRange = RANGE.has(a.tokens[at - 3]?.spelling.fold ?? '') && a.tokens[at - 4]?.kind === 'number';
  const from = isRange ? at - 4 : at - 2;
  if (from < last || a.tokens[at - 2]?.kind !== 'number') return null;
  return ageAfter(a, BOUNDS.has(a.tokens[from - 1]?.spelling.fold ?? '') ? from - 1 : from);
}

const BOUNDS: ReadonlyMap<string, 'under' | 'over'> = new Map([
  ['duoi', 'under'],
  ['tren', 'over'],
  ['hon', 'over'],
]);
const RANGE: ReadonlySet<string> = new Set(['-', '–', 'den', 'toi', 'va', 'hay']);
/** "trở lên" */
const UPWARDS: ReadonlySet<string> = new Set(['tro', 'do']);
const YEARS = 'tuoi';
const HAVE = 'co';
