import { type Analysis, matchAt, matchBefore } from './analysis.ts';
import type { CountMention, Role } from './count-mention.ts';
import { isPeople } from './count-parts.ts';

/** Figures of people that do not say how many came: the few who spoke, and the parts of a list. Linear. */
export function dropAside(a: Analysis, mentions: CountMention[]): CountMention[] {
  const parts = new Set(numberedParts(a, mentions));
  const most = mentions.reduce(
    (top, { role, value }) => (LISTENING.has(role) ? Math.max(top, value) : top),
    0,
  );
  return mentions.map((mention, at) => {
    if (isLeftover(a, mentions[at - 1], mention)) return { ...mention, role: 'other', rule: 'left-over' };
    if (parts.has(mention)) return { ...mention, role: 'other', rule: 'one-of-several' };
    return isOfFew(a, mention, most) ? { ...mention, role: 'other', rule: 'not-listening' } : mention;
  });
}

/** "phát 45 tờ, còn 15": leaflets again. */
function isLeftover(
  a: Analysis,
  before: CountMention | undefined,
  { role, numberFrom }: CountMention,
): boolean {
  return (
    role === 'bare' && before?.role === 'leaflet' && matchBefore(a, numberFrom, 'count.leftover', 2) !== null
  );
}

const MOST_ACTING = 5;
/** A play has as many at most. */
const MOST_PERFORMING = 15;
const ACTING: ReadonlySet<Role> = new Set(['person', 'woman', 'man', 'female', 'male', 'child', 'em']);
const LISTENING: ReadonlySet<Role> = new Set(['total', 'person', 'turn', 'woman', 'em', 'adult']);

/** "2 phụ nữ kể chuyện đời mình, 33 bà con nghe": a few did something, and all the others are counted too. */
function isOfFew(a: Analysis, mention: CountMention, most: number): boolean {
  if (!ACTING.has(mention.role)) return false;
  if (isOwnTeam(a, mention) || isPerforming(a, mention)) return true;
  if (mention.value > MOST_ACTING || mention.value >= most) return false;
  const least = a.bare ? 1 : 2;
  return (
    matchAt(a, mention.to, 'count.acting', least) !== null ||
    matchBefore(a, mention.numberFrom, 'count.story', least) !== null
  );
}

/** "tổ em 9 đứa", "4 chị trong tổ": the members of the team. */
function isOwnTeam(a: Analysis, { numberFrom, to, value, role }: CountMention): boolean {
  const least = a.bare ? 1 : 2;
  if (value > MOST_PERFORMING) return false;
  // "nhóm mình có 5 người đi tuyên truyền"
  if (role === 'person')
    return (
      matchBefore(a, numberFrom, 'count.own_group', least) !== null &&
      matchAt(a, to, 'count.leading', least) !== null
    );
  const isOwn = role === 'child' && matchBefore(a, numberFrom, 'count.own_team', least) !== null;
  return isOwn || matchAt(a, to, 'count.in_team', least) !== null;
}

/** "8 đứa diễn": those on the stage, not those before it. */
function isPerforming(a: Analysis, { to, value }: CountMention): boolean {
  return value <= MOST_PERFORMING && matchAt(a, to, 'count.performing', a.bare ? 1 : 2) !== null;
}

const PARTS: ReadonlySet<string> = new Set('to xom nhom cum doi khu ban thon lang ap buon diem'.split(' '));
const FEWEST_PARTS = 2;
/** "thôn Mẫu 05" */
const MOST_NAME_WORDS = 2;

/** "tổ 1 có 20, tổ 2 có 15": parts of all, unless it is also said how many came together. */
function numberedParts(a: Analysis, mentions: readonly CountMention[]): readonly CountMention[] {
  if (mentions.some(({ role }) => role === 'total')) return [];
  const parts = mentions.filter(
    (mention, at) =>
      (mention.role === 'bare' || isPeople(mention)) && isNumbered(a, mentions[at - 1], mention),
  );
  return parts.length >= FEWEST_PARTS ? parts : namedParts(a, mentions);
}

/** "xóm Trên 12 người, xóm Đồi 14 người", "bên mình 30 người, bên bạn 35": each of as many as the one before. */
function namedParts(a: Analysis, mentions: readonly CountMention[]): readonly CountMention[] {
  const persons = mentions.filter(({ role }) => role === 'person');
  const people =
    persons.length >= FEWEST_PARTS
      ? persons
      : mentions.filter(({ role }) => role === 'person' || role === 'bare');
  const heads = people.map((mention, at) => headOf(a, mention, people[at - 1]?.to ?? 0));
  const parts = people.filter(
    (_, at) => heads[at] !== null && (same(heads, at, at - 1) || same(heads, at, at + 1)),
  );
  return parts.length === people.length ? parts : [];
}

function same(heads: readonly (string | null)[], one: number, two: number): boolean {
  return heads[two] !== undefined && heads[one] === heads[two];
}

/** The word for a group close before a figure; nearer ones may be its name ("xóm Đồi", "bên bạn"). */
function headOf(a: Analysis, { numberFrom }: CountMention, last: number): string | null {
  let head: string | null = null;
  for (let at = numberFrom - 1; at >= Math.max(last, numberFrom - MOST_WORDS_OF_PART); at--) {
    const token = a.tokens[at];
    if (token?.kind !== 'word') break;
    if (PARTS.has(token.spelling.fold) || token.spelling.fold === SIDE) head = token.spelling.fold;
  }
  return head;
}

/** "bên mình 30, bên bạn 35" */
const SIDE = 'ben';
const MOST_WORDS_OF_PART = 4;

/** The figure before is the number of a group, and at most a word stands between. */
function isNumbered(a: Analysis, number: CountMention | undefined, { numberFrom }: CountMention): boolean {
  if (number?.role !== 'other' || number.rule !== 'other-figure') return false;
  const heads = a.tokens.slice(Math.max(0, number.numberFrom - MOST_NAME_WORDS), number.numberFrom);
  const between = numberFrom - number.to;
  return heads.some(({ spelling }) => PARTS.has(spelling.fold)) && between >= 0 && between <= 1;
}

/** "mỗi người 2 tờ", "mỗi nhà 2 tờ": as many for each of those who came, or for each household. */
export function isForEach(a: Analysis, { numberFrom }: CountMention, of: 'head' | 'house'): boolean {
  const each = matchBefore(a, numberFrom, `count.each_${of}`);
  return each !== null && (each.quality >= 2 || a.bare);
}
