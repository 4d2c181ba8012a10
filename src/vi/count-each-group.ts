import { type Analysis, matchAt, matchBefore } from './analysis.ts';
import { amountAt } from './count-amount.ts';
import { type CountMention, MOST_PEOPLE, type Role } from './count-mention.ts';
import { isPeople } from './count-parts.ts';
import { UNIT_ROLES } from './count-roles.ts';
import type { Match } from './phrase-index.ts';

/**
 * "25 hộ, mỗi hộ 1 người": as many people as groups times those of each, where nobody else is counted. Without the number of
 * groups, or where each was only invited, those of each are not all who came. Linear.
 */
export function multiplyGroups(a: Analysis, mentions: CountMention[]): CountMention[] {
  if (!a.byTag.has('count.each_group')) return mentions;
  const isOfGroup = (mention: CountMention) =>
    mention.role === 'bare' && a.bare && isGroupNamed(a, mention) && eachOf(a, mention) === null;
  const all = mentions.map((mention) =>
    isOfGroup(mention) ? { ...mention, role: 'other' as Role, to: mention.to + 1 } : mention,
  );
  return multiplied(a, all);
}

/** "moi nha 2 nguoi, 20 nha": without accents too these are houses, when each house is told of before. */
function isGroupNamed(a: Analysis, { to, numberFrom }: CountMention): boolean {
  const each = (a.byTag.get('count.each_group') ?? []).find((match) => match.to <= numberFrom);
  return each !== undefined && a.tokens[each.from + 1]?.spelling.fold === a.tokens[to]?.spelling.fold;
}

function multiplied(a: Analysis, mentions: CountMention[]): CountMention[] {
  const isCounted = mentions.some((mention) => isPeople(mention) && eachOf(a, mention) === null);
  const groups = groupsOf(a, mentions);
  return mentions.map((mention) => {
    const each = eachOf(a, mention);
    const role = each ? roleOf(a, mention) : null;
    if (!each || role === null) return mention;
    const group = groups.get(a.tokens[each.from + 1]?.spelling.fold ?? '');
    const value = (group?.value ?? 0) * mention.value;
    const isInvited = matchBefore(a, each.from, 'count.not_present') !== null;
    if (!group || isInvited || isCounted || value > MOST_PEOPLE)
      return { ...mention, role: 'absent', rule: 'not-present' };
    return { ...mention, role, value, rough: mention.rough || group.rough, rule: 'each-of-them' };
  });
}

function eachOf(a: Analysis, { numberFrom }: CountMention): Match | null {
  return matchBefore(a, numberFrom, 'count.each_group', a.halfBare ? 1 : 2);
}

/** "25 hộ", "chia 4 nhóm": the first number of each kind of group, by the words after it. */
function groupsOf(a: Analysis, mentions: readonly CountMention[]): ReadonlyMap<string, CountMention> {
  const groups = new Map<string, CountMention>();
  for (const mention of mentions) {
    if (mention.role !== 'other' || mention.unclear) continue;
    for (const { spelling } of a.tokens.slice(mention.numberFrom + 1, mention.to))
      if (!groups.has(spelling.fold)) groups.set(spelling.fold, mention);
  }
  return groups;
}

/** "mỗi hộ một", where people follow. */
export function isForEachGroup(a: Analysis, { to }: Match): boolean {
  return matchBefore(a, to - 1, 'count.each_group') !== null && matchAt(a, to, 'unit') !== null;
}

const PEOPLE: ReadonlySet<Role> = new Set(['person', 'woman', 'man', 'em', 'child', 'adult']);

/** What is counted of each, or null where it is no people. */
function roleOf(a: Analysis, { numberFrom }: CountMention): Role | null {
  const amount = amountAt(a, numberFrom);
  if (!amount || amount.unclear) return null;
  if (matchAt(a, amount.to, 'count.deputy') !== null) return 'person';
  const unit = matchAt(a, amount.to, 'unit');
  const role = unit ? UNIT_ROLES.get(unit.tag) : undefined;
  return role && PEOPLE.has(role) ? role : null;
}
