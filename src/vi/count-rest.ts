import { type Analysis, matchAt, matchBefore } from './analysis.ts';
import { heard } from './asked-back.ts';
import type { CountMention, Role } from './count-mention.ts';
import { numeralAt } from './numerals.ts';
import type { Match } from './phrase-index.ts';

const HEADS: ReadonlySet<Role> = new Set(['bare', 'person', 'turn', 'total']);

/** "tất cả 40, trừ tổ 5 người còn 35": what is left is who came, or null. */
export function restOf(a: Analysis, mentions: readonly CountMention[]): CountMention | null {
  const minus = a.tokens.findIndex((_, at) => isMinus(a, at));
  if (minus < 0) return null;
  const left = mentions.find(
    ({ role, numberFrom, unclear }) =>
      numberFrom > minus && HEADS.has(role) && !unclear && LEFT.has(heard(a, numberFrom - 1)),
  );
  return left ?? null;
}

/** "trừ", "bớt"; without its mark "bot" is as often the one that is written to. */
function isMinus(a: Analysis, at: number): boolean {
  const word = heard(a, at);
  return MINUS.has(word) || (word === BOT && numeralAt(a, at + 1) !== null);
}

const MINUS: ReadonlySet<string> = new Set(['trư2', 'tru', 'bơt1']);
const BOT = 'bot';
const LEFT: ReadonlySet<string> = new Set(['con2', 'con', 'lai5', 'lai']);

/** "có 9 ông thôi, còn lại nữ": the rest is told without a figure. Linear. */
export function saysRestIs(a: Analysis): boolean {
  return a.tokens.some((_, at) => {
    if (!STILL.has(heard(a, at)) || !LEFT.has(heard(a, at + 1))) return false;
    const next = IS.has(heard(a, at + 2)) ? at + 3 : at + 2;
    return matchAt(a, next, 'unit.female') !== null || matchAt(a, next, 'unit.male') !== null;
  });
}

const STILL: ReadonlySet<string> = new Set(['con2', 'con']);
const IS: ReadonlySet<string> = new Set(['la2', 'la', 'toan2', 'toan']);

/** "chi hội 60 hội viên, đi được 27", "thôn 320 dân mà tới 65": of those on the list so many came, and only they count. */
export function dropListed(a: Analysis, mentions: CountMention[]): CountMention[] {
  for (const [n, listed] of mentions.entries()) {
    if (isOnlyListed(a, mentions, listed))
      return mentions.map((mention) => (mention === listed ? offList(mention) : mention));
    if (!LISTED.has(listed.role) || !isRoster(a, listed)) continue;
    const came = mentions
      .slice(n + 1, n + 1 + MOST_BETWEEN)
      .find(
        ({ role, value, unclear, numberFrom }) =>
          HEADS.has(role) && !unclear && value <= listed.value && isAfterComing(a, numberFrom),
      );
    if (came) {
      return mentions.map((mention) => {
        if (mention === listed) return offList(mention);
        return mention === came ? { ...mention, role: 'total' } : mention;
      });
    }
  }
  return mentions;
}

function offList(mention: CountMention): CountMention {
  return { ...mention, role: 'other', rule: 'on-the-list' };
}

/** "thôn có 412 nhân khẩu": how many live there, and nobody is said to have come. */
function isOnlyListed(
  a: Analysis,
  mentions: readonly CountMention[],
  { numberFrom, to, role }: CountMention,
): boolean {
  const head = matchBefore(a, numberFrom, 'count.roster');
  const isOfVillage = head !== null && (head.quality >= 2 || a.bare) && VILLAGES.has(heard(a, head.from));
  return mentions.length === 1 && role === 'person' && isOfVillage && HEADCOUNT.has(heard(a, to - 1));
}

const VILLAGES: ReadonlySet<string> = new Set(['thôn', 'xom1', 'lang2', 'thon', 'xom', 'lang']);

/** "đi họp 58", "đi họp có 58" */
function isAfterComing(a: Analysis, at: number): boolean {
  return CAME.has(heard(a, at - 1)) || (HAVE.has(heard(a, at - 1)) && CAME.has(heard(a, at - 2)));
}

const HAVE: ReadonlySet<string> = new Set(['co1', 'đươc5', 'co', 'duoc']);

/** Who came is told soon after the list. */
const MOST_BETWEEN = 6;
const LISTED: ReadonlySet<Role> = new Set(['person', 'woman', 'man', 'em', 'child', 'total', 'bare']);
const CAME: ReadonlySet<string> = new Set(
  'đươc5 tơi1 đên1 dư5 măt5 đi hop5 hoc5 duoc toi den du mat di hop hoc'.split(' '),
);

/** "chi hội 60 hội viên", "lớp 40 em", "140 hộ, hơn 600 khẩu": how many belong there. */
function isRoster(a: Analysis, { numberFrom, to }: CountMention): boolean {
  if (HEADCOUNT.has(heard(a, to - 1))) return true;
  const head = matchBefore(a, numberFrom, 'count.roster');
  return head !== null && (head.quality >= 2 || a.bare);
}

const HEADCOUNT: ReadonlySet<string> = new Set(['khâu3', 'khau']);

/** "lúc 7h có 20 người, tới 8h thì đủ 48 người": those who were there at first are among those who came in the end. */
export function dropGrown(a: Analysis, mentions: CountMention[]): CountMention[] {
  const least = a.halfBare ? 1 : 2;
  const last = mentions.findLastIndex(
    ({ role, numberFrom, unclear }) =>
      HEADS.has(role) && !unclear && matchBefore(a, numberFrom, 'count.grown', least) !== null,
  );
  const all = mentions[last];
  if (!all) return mentions;
  return mentions.map((mention, at) =>
    at < last && HEADS.has(mention.role) && mention.value < all.value
      ? { ...mention, role: 'other', rule: 'at-first' }
      : mention,
  );
}

/** "kỳ trước 50, kỳ này 43", "hơn lần trước 10 người": figures of another session are left out. */
export function dropEarlier(a: Analysis, mentions: CountMention[]): CountMention[] {
  const formerly = EARLIER.filter((tag) => a.byTag.has(tag));
  if (formerly.length === 0) return mentions;
  const isOfFirst = formerly.includes(FIRST) && a.byTag.has('count.this_session');
  const isNow = isOfFirst || a.byTag.has('answer.now');
  return mentions.map((mention) => {
    // One word may stand between: "kỳ trước có 50".
    const isWord = a.tokens[mention.numberFrom - 1]?.kind === 'word';
    const earlier = firstOf(
      formerly,
      (tag) =>
        matchBefore(a, mention.numberFrom, tag) ??
        (isWord ? matchBefore(a, mention.numberFrom - 1, tag) : null),
    );
    const isCompared = earlier !== null && COMPARED.has(heard(a, earlier.from - 1));
    if (earlier === null || !(isNow || isCompared)) return mention;
    return { ...mention, role: 'other', rule: 'earlier' };
  });
}

const FIRST = 'count.first_session';
const EARLIER = ['answer.formerly', FIRST];

function firstOf(tags: readonly string[], find: (tag: string) => Match | null): Match | null {
  for (const tag of tags) {
    const match = find(tag);
    if (match) return match;
  }
  return null;
}

const COMPARED: ReadonlySet<string> = new Set(['hơn', 'kem1', 'thua', 'hon', 'kem']);
