import { type Analysis, matchAt, matchBefore } from './analysis.ts';
import type { CountMention, Role } from './count-mention.ts';
import { isPeople } from './count-parts.ts';
import { numeralAt } from './numerals.ts';
import type { Match } from './phrase-index.ts';

/** The rule of a figure that belongs to one of several sessions. */
export const OF_SEVERAL = 'of-several-sessions';

/**
 * Takes the people of several sessions for none of one: "buổi sáng 20 người, buổi chiều 30 người" and "mỗi buổi 20 người"
 * do not say how many came to the session that is reported. What is said of all together stays. `taken` marks the tokens
 * of days and clock times.
 */
export function dropSessions(
  a: Analysis,
  mentions: CountMention[],
  taken: readonly boolean[],
): CountMention[] {
  const each = mentions.filter((mention) => isOfEachSession(a, mention));
  const totals = mentions.filter((mention) => isTotal(a, mention));
  const parts = new Set(each);
  for (const isOfKind of KINDS) {
    // One total among parts of it is of all sessions.
    const people = mentions.filter((one) => isOfKind(one) && !(totals.length === 1 && one === totals[0]));
    const owners = ownersOf(a, people, taken);
    if (owners && isSeveral([...owners.values()])) for (const mention of owners.keys()) parts.add(mention);
  }
  if (parts.size === 0) return mentions;
  const isTotalSaid = totals.some((mention) => !parts.has(mention));
  return mentions.map((mention) => {
    const isLost = !isTotalSaid && (isPeople(mention) || PARTS.has(mention.role));
    return isLost || parts.has(mention) ? { ...mention, role: 'other', rule: OF_SEVERAL } : mention;
  });
}

/** "tổng cộng 80 chị" too. */
function isTotal(a: Analysis, { role, from }: CountMention): boolean {
  return role === 'total' || matchBefore(a, from, 'count.label.total', a.halfBare ? 1 : 2) !== null;
}

const PARTS: ReadonlySet<Role> = new Set(['adult', 'female', 'male', 'dtts', 'child', 'bare', 'team']);

/** Those who came, in whatever words, are compared with each other, and each group with itself. */
const KINDS: readonly ((mention: CountMention) => boolean)[] = [
  (mention) => isPeople(mention) || ['adult', 'child', 'bare'].includes(mention.role),
  ({ role }) => role === 'female',
  ({ role }) => role === 'male',
];

/** "mỗi buổi 20 người", "buổi nào cũng 30 người", "20 người một buổi" */
function isOfEachSession(a: Analysis, mention: CountMention): boolean {
  const { role, value, numberFrom, from, to } = mention;
  const isCounted = isPeople(mention) || PARTS.has(role) || role === 'leaflet';
  // "để dành mỗi ngày 5 ngàn"
  if (!isCounted || (role === 'bare' && value >= MOST_BARE)) return false;
  const before = a.tokens[numberFrom - 1]?.raw === ':' ? numberFrom - 1 : numberFrom;
  const least = a.halfBare ? 1 : 2;
  if (matchBefore(a, before, 'count.each_session', least) !== null) return true;
  if (from < before && matchBefore(a, from, 'count.each_session', least) !== null) return true;
  const after = a.tokens[to]?.raw === '/' ? to + 1 : to;
  return matchAt(a, after, after > to ? 'count.session' : 'count.for_session', least) !== null;
}

const MOST_BARE = 1000;

/** Words that name when a session was: tokens `[from, to)`, and what tells it from another one. */
interface Head {
  from: number;
  to: number;
  words: readonly string[];
}

/** The session that each of `people` belongs to, or null where the text names no two. */
function ownersOf(
  a: Analysis,
  people: readonly CountMention[],
  taken: readonly boolean[],
): Map<CountMention, string> | null {
  const [first] = people;
  if (!first || people.length < 2) return null;
  const heads = headsOf(a, taken, people);
  if (heads.length < 2) return null;
  const owners = new Map<CountMention, string>();
  const isBefore = (heads[0] as Head).from < first.from;
  let at = 0;
  for (const [n, mention] of people.entries()) {
    const next = people[n + 1]?.from ?? a.tokens.length;
    // "20 người buổi sáng, 30 người buổi chiều": the session follows its figure.
    const limit = isBefore ? mention.numberFrom : next;
    while (at + 1 < heads.length && (heads[at + 1] as Head).to <= limit) at++;
    const head = heads[at] as Head;
    const isOwn = isBefore ? head.to <= mention.numberFrom : head.from >= mention.to && head.to <= next;
    if (isOwn && (mention.role !== 'bare' || isNear(a, head, mention)))
      owners.set(mention, head.words.join(' '));
  }
  return owners;
}

/** "sáng 20 chiều 30": a figure with nothing beside it counts people only close to the session. */
function isNear(a: Analysis, head: Head, { numberFrom, to }: CountMention): boolean {
  const isWord = a.tokens[numberFrom]?.kind === 'word' && to - numberFrom === 1;
  return !isWord && numberFrom - head.to <= MOST_WORDS_BETWEEN && head.from - to <= MOST_WORDS_BETWEEN;
}

const MOST_WORDS_BETWEEN = 2;

/** True when two of the sessions are not the same said with more words ("sáng", "sáng nay"). */
function isSeveral(keys: readonly string[]): boolean {
  const [first] = keys;
  if (first === undefined) return false;
  const words = new Set(first.split(' '));
  return keys.some((key) => {
    const others = key.split(' ');
    return !others.every((word) => words.has(word)) && ![...words].every((word) => others.includes(word));
  });
}

/** Parts of the day, sessions by their number and days, in order; those that touch are one. Linear. */
function headsOf(a: Analysis, taken: readonly boolean[], people: readonly CountMention[]): Head[] {
  const marked = [...taken];
  for (const tag of ['count.session_part', 'count.session_turn'])
    for (const match of a.byTag.get(tag) ?? [])
      if (isClear(a, match)) marked.fill(true, match.from, match.to);
  for (const { numberFrom, to } of people) marked.fill(false, numberFrom, to);
  const heads: Head[] = [];
  for (let from = 0; from < marked.length; from++) {
    if (!marked[from]) continue;
    let to = from;
    while (marked[to]) to++;
    const words = a.tokens.slice(from, to).map(({ raw, spelling }) => spelling.fold || raw);
    const telling = words.filter((word) => !PLAIN.has(word));
    if (telling.length > 0) heads.push({ from, to, words: telling });
    from = to;
  }
  return heads;
}

/** Without accents tối is as well tôi or tới, đêm as well đếm, and sang is a morning only right before a figure. */
function isClear(a: Analysis, { from, to, quality }: Match): boolean {
  if (quality >= 2) return true;
  if (!a.bare) return false;
  const fold = a.tokens[from]?.spelling.fold ?? '';
  if (to - from > 1) return true;
  if (fold === MORNING) return numeralAt(a, to) !== null || numeralAt(a, to + 1) !== null;
  return fold !== 'toi' && fold !== 'dem';
}

const MORNING = 'sang';
/** Words that every session may have. */
const PLAIN: ReadonlySet<string> = new Set(['buoi', 'ca', 'luc', 'hoi', 'suat', 'ngay', 'hom', 'thu', 'so']);
