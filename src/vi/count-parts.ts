import { type Analysis, matchAt } from './analysis.ts';
import type { CountMention, Role } from './count-mention.ts';
import { nobodyOf } from './counts-everybody.ts';

export interface Sexes {
  female: CountMention | null;
  male: CountMention | null;
}

/** Both sexes make a total; one alone does not. */
export function sumOf(sexes: Sexes): number | null {
  return sexes.female && sexes.male ? sexes.female.value + sexes.male.value : null;
}

/** The only sex that is counted, or null. */
function loneSex({ female, male }: Sexes): CountMention | null {
  return female && male ? null : (female ?? male);
}

/** "28 nam giới": a noun of people that counts all who came, as "28 anh" does; "28 nam" sets one sex apart. */
export function onlyOneNoun(a: Analysis, mentions: readonly CountMention[], sexes: Sexes): number | null {
  const only = loneSex(sexes);
  if (!only?.rule.startsWith('unit.') || mentions.some((other) => other !== only && COUNTED.has(other.role)))
    return null;
  return a.tokens.slice(only.numberFrom, only.to).some(({ spelling }) => NOUNS.has(spelling.fold))
    ? only.value
    : null;
}

/** phụ nữ, đàn bà (đờn bà), nam giới, đàn ông */
const NOUNS: ReadonlySet<string> = new Set(['phu', 'dan', 'don', 'gioi']);
const COUNTED: ReadonlySet<Role> = new Set([
  'total',
  'person',
  'turn',
  'adult',
  'woman',
  'man',
  'female',
  'male',
  'child',
  'older_pupil',
  'em',
  'bare',
]);

/** "30 nữ, nam không có": both are said, one of them in words. */
export function onlyOneSex(a: Analysis, { female, male }: Sexes): number | null {
  if (female && !male && nobodyOf(a, 'male') === 0) return female.value;
  return male && !female && nobodyOf(a, 'female') === 0 ? male.value : null;
}

/** "41 nữ hết": they are everybody. */
export function onlyThem(a: Analysis, sexes: Sexes): number | null {
  const only = loneSex(sexes);
  return only?.rule.startsWith('unit.') && matchAt(a, only.to, 'count.all_after', 2) ? only.value : null;
}

export function onlyChildren(
  mentions: readonly CountMention[],
  sexes: Sexes,
  children: CountMention | null,
): number | null {
  const others = mentions.some(
    (mention) => (mention.role === 'adult' || isPeople(mention)) && mention.value > 0,
  );
  const parts = [sexes.female, sexes.male, ...mentions.filter(({ role }) => role === 'dtts')].filter(
    (mention) => mention !== null,
  );
  return children && !others && parts.every((part) => isPartOf(part, children)) ? children.value : null;
}

/** "90 học sinh, 48 nữ": the girls are some of the pupils; "nữ 20, trẻ em 25" is only a list. */
function isPartOf(part: CountMention, children: CountMention): boolean {
  return children.rule.startsWith('unit.') && children.from < part.from && part.value <= children.value;
}

/** "40 phụ huynh" alone are everybody; beside children nobody said how many came in all. */
export function onlyAdults(mentions: readonly CountMention[], sexes: Sexes): number | null {
  const adults = mentions.filter((mention) => mention.role === 'adult');
  const others = mentions.some((mention) => mention.role === 'child' || isPeople(mention));
  const only = adults.length === 1 && !others ? adults[0] : undefined;
  const parts = [sexes.female, sexes.male].filter((part) => part !== null);
  const fits = only !== undefined && parts.every((part) => part.from > only.from && part.value <= only.value);
  return only && fits && !only.unclear ? only.value : null;
}

const PEOPLE: readonly Role[] = ['total', 'person', 'turn', 'woman', 'man', 'em', 'older_pupil'];
/** A "lượt" below this is a broadcast, not a head. */
const FEWEST_TURNS = 5;

export function isPeople(mention: CountMention): boolean {
  if (mention.role === 'turn') return mention.value >= FEWEST_TURNS;
  return PEOPLE.includes(mention.role);
}
