import { type Analysis, matchAt, matchBefore } from './analysis.ts';
import { weekdayOf } from './calendar.ts';
import { SECOND_THOUGHTS } from './count-correction.ts';
import type { DateMention } from './date-mention.ts';

/** "5/11 à lộn 6/11": what stands before the correction is taken back. */
export function dropCorrected(a: Analysis, all: DateMention[]): DateMention[] {
  const affirmed = all.filter((mention) => !matchBefore(a, mention.from, 'correction.not'));
  if (affirmed.length > 0 && affirmed.length < all.length) return affirmed;
  const mentions = all;
  for (let n = mentions.length - 1; n > 0; n--) {
    const mention = mentions[n];
    const before = mentions[n - 1];
    if (!mention || !before) continue;
    if (
      isSaidBetween(a, 'correction.slip', before.to, mention.from, 1) ||
      isSecondThought(a, before.to, mention.from)
    )
      return mentions.slice(n);
    if (isAtLast(a, mention) || isMoved(a, before, mention)) return mentions.slice(n);
    if (isSaidBetween(a, 'date.moved', before.to, mention.from, a.bare ? 1 : 2))
      return [toCome(mention), ...mentions.slice(n + 1)];
  }
  return mentions;
}

/** "dời từ 15/11 qua 18/11" */
function isMoved(a: Analysis, before: DateMention, { from }: DateMention): boolean {
  const isNext = from - before.to === 1 && UNTIL.has(a.tokens[before.to]?.spelling.fold ?? '');
  return isNext && matchBefore(a, before.from, 'date.moved_from', a.bare ? 1 : 2) !== null;
}

/** "giấy mời ghi 10/11 mà tới 14/11 mới họp được": not before that day. */
function isAtLast(a: Analysis, { from, to }: DateMention): boolean {
  if (!UNTIL.has(a.tokens[from - 1]?.spelling.fold ?? '')) return false;
  return a.tokens
    .slice(to, to + WORDS_TO_ONLY)
    .some(({ spelling }) => spelling.key === 'mơi1' || (a.bare && spelling.fold === 'moi'));
}

const UNTIL: ReadonlySet<string> = new Set(['toi', 'den', 'nen', 'qua', 'sang']);
const WORDS_TO_ONLY = 4;

/** "hôm qua, à hôm kia" */
function isSecondThought(a: Analysis, from: number, to: number): boolean {
  const sigh = a.tokens[to - 1]?.spelling;
  const isSigh = SECOND_THOUGHTS.has(sigh?.key ?? '') || (a.bare && sigh?.fold === 'ua');
  return isSigh && to - from > 1 && a.tokens.slice(from, to - 1).every(({ kind }) => kind === 'mark');
}

/** "dời qua thứ 7": a weekday that a session is moved to is the next one. */
function toCome(mention: DateMention): DateMention {
  return mention.kind === 'weekday' && mention.week === null ? { ...mention, ahead: true } : mention;
}

function isSaidBetween(a: Analysis, tag: string, from: number, to: number, minQuality: number): boolean {
  for (let at = from + 1; at <= to; at++) {
    const slip = matchBefore(a, at, tag, minQuality);
    if (slip && slip.from >= from) return true;
  }
  return false;
}

/** Days that are as often when somebody writes as when the session was. */
const TELLING = /^date\.(?:today|today_word|part_today\.\w+|yesterday|part_yesterday)$/;
const TELLERS = new Set('em e tui toi chi anh minh con chau to ben thon xin moi lai cho da vo'.split(' '));
const WORDS_TO_TELLING = 4;

/** "hôm nay là 23/11, em báo buổi 19/11": today, and what is said of it, is when it is told, not when it was. */
export function dropTelling(a: Analysis, all: DateMention[]): DateMention[] {
  if (all.length < 2) return all;
  const held = all.filter((mention, at) => !isHanded(a, mention) && !isSaidAgain(a, mention, all[at + 1]));
  const mentions = held.length > 0 ? held : all;
  const first = mentions.findIndex(({ rule }) => TELLING.test(rule));
  const day = mentions[first];
  if (day?.kind !== 'exact') return mentions;
  let last = first;
  while (isSaidOfDay(day.date, mentions[last + 1], mentions[last])) last++;
  const others = mentions.filter((_, at) => at < first || at > last);
  return others.length > 0 && isTold(a, mentions[last]?.to ?? 0) ? others : mentions;
}

/** "ngày 12/10 nộp hình": the day of papers, not of people. */
function isHanded(a: Analysis, { to }: DateMention): boolean {
  return matchAt(a, to, 'date.handed', a.bare ? 1 : 2) !== null;
}

/** "hôm nay 14/10 nộp số" */
function isSaidAgain(a: Analysis, mention: DateMention, next: DateMention | undefined): boolean {
  return next !== undefined && next.from - mention.to <= 1 && isHanded(a, next);
}

const OF = new Set(['cua3', 'trong', 'cua']);

/** "bữa nay thứ bảy em báo buổi thứ tư": the fourth session, or Wednesday's; today is when it is told. */
export function tellsOfOrdinal(a: Analysis, mentions: readonly DateMention[]): boolean {
  const ordinal = mentions.findIndex(({ rule }) => rule === 'ordinal');
  const said = mentions[ordinal];
  const before = mentions[ordinal - 1];
  if (!said || !before || OF.has(a.tokens[said.to]?.spelling.key ?? '')) return false;
  const today = mentions.slice(0, ordinal).find(({ rule }) => TELLING.test(rule));
  return today !== undefined && mentions.length === ordinal + 1 && isTold(a, before.to);
}

function isSaidOfDay(
  date: string,
  mention: DateMention | undefined,
  before: DateMention | undefined,
): boolean {
  if (!mention || !before || mention.from - before.to > 1) return false;
  if (mention.kind === 'weekday') return mention.weekday === weekdayOf(date);
  return mention.kind === 'exact' && mention.date === date;
}

function isTold(a: Analysis, from: number): boolean {
  for (let at = from; at < from + WORDS_TO_TELLING; at++) {
    if (matchAt(a, at, 'date.told', a.bare ? 1 : 2)) return true;
    const token = a.tokens[at];
    if (token?.kind !== 'mark' && !TELLERS.has(token?.spelling.fold ?? '')) return false;
  }
  return false;
}
