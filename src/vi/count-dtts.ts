import type { Analysis } from './analysis.ts';
import type { CountMention, Role } from './count-mention.ts';

/** How many belong to an ethnic minority: said, or told by the noun they are counted with. */
export function pickDtts(
  mentions: readonly CountMention[],
  people: CountMention | null,
  total: number | null,
): CountMention | null {
  const groups = mentions.filter((mention) => mention.role === 'dtts' && !mention.unclear);
  // "Chăm 12, Raglai 14": one of several peoples is not all of them.
  const sum = groups.find(({ rule }) => rule === 'sum-of-parts');
  if (sum) return sum;
  if (groups.length > 1 && groups.every(({ rule }) => rule === 'count.label.dtts')) return null;
  const said = groups[0];
  if (said) return said;
  if (people?.ethnic) return people;
  // "26 phụ nữ Raglai" alone are everybody.
  const named = mentions.filter(({ ethnic }) => ethnic);
  return named.find(({ role, value }) => role === 'person' || (SEXES.has(role) && value === total)) ?? null;
}

const SEXES: ReadonlySet<Role> = new Set(['female', 'male', 'woman', 'man']);

/** "30 người Raglai, 12 người Kinh": each of several peoples is a part of all, and so no total. */
export function severalPeoples(a: Analysis, mentions: readonly CountMention[]): ReadonlySet<CountMention> {
  const minority = mentions.filter(({ role, ethnic }) => role === 'dtts' || ethnic);
  const majority = mentions.filter(
    ({ role, to }) => role === 'person' && a.tokens[to]?.spelling.fold === 'kinh',
  );
  return new Set(minority.length > 0 && majority.length > 0 ? [...minority, ...majority] : []);
}
