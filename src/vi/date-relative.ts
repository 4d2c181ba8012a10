import { type Analysis, isSure, matchAt, matchBefore } from './analysis.ts';
import { addDays } from './calendar.ts';
import { agoAt } from './date-ago.ts';
import { isOnlyFeast } from './date-feast.ts';
import { asked, type DateMention } from './date-mention.ts';
import { numeralAt } from './numerals.ts';
import type { Match } from './phrase-index.ts';
import type { LocalNow } from './vi.ts';

const OFFSETS: ReadonlyMap<string, number> = new Map([
  ['date.today', 0],
  ['date.yesterday', -1],
  ['date.part_yesterday', -1],
  ['date.two_days_ago', -2],
  ['date.part_two_days_ago', -2],
  ['date.three_days_ago', -3],
]);

/** From which hour on a part of today can be over or under way. */
const PART_BEGINS: ReadonlyMap<string, number> = new Map([
  ['date.part_today.morning', 4],
  ['date.part_today.noon', 10],
  ['date.part_today.afternoon', 12],
  ['date.part_today.evening', 17],
]);

const WEEKS: ReadonlyMap<string, number> = new Map([
  ['date.week.this', 0],
  ['date.week.last', -1],
  ['date.week.before_last', -2],
  ['date.week.next', 1],
]);

const EVENING_HOUR = 17;
/** "trước hôm qua" is not yesterday. */
const BEFORE = 'truoc';

/** Reads a relative day at token `from`: hôm qua, sáng nay, thứ 7 tuần trước, cách đây 3 ngày, bữa hổm. */
export function relativeDayAt(a: Analysis, from: number, now: LocalNow): DateMention | null {
  return agoAt(a, from, now) ?? weekdayAt(a, from) ?? phraseAt(a, from, now);
}

function phraseAt(a: Analysis, from: number, now: LocalNow): DateMention | null {
  const match = longest(a, from);
  if (!match) return null;
  const span = { from, to: match.to, rule: match.tag };
  const offset = OFFSETS.get(match.tag);
  if (offset !== undefined) {
    if (isHeadOfAnotherDay(a, match)) return null;
    if (from === 1 && a.tokens[0]?.spelling.fold === BEFORE) return asked('vague', null, span);
    return { kind: 'exact', date: addDays(now.date, offset), ...span };
  }
  const begins = PART_BEGINS.get(match.tag);
  if (begins !== undefined) return partOfToday(a, match, begins, now);
  // "tháng trước, ngày 20": the day that follows says which.
  if (match.tag.startsWith('date.month.') && leadsToDay(a, match.to)) return null;
  const week = WEEKS.get(match.tag);
  if (week !== undefined) return { kind: 'week', week, ...span };
  switch (match.tag) {
    case 'date.last_evening':
      return hour(now) < EVENING_HOUR
        ? { kind: 'exact', date: addDays(now.date, -1), ...span }
        : asked('vague', now.date, span);
    case 'date.just_now':
      if (isOfTheTalk(a, match.to)) return null;
      return { kind: 'hint', date: now.date, ...span };
    case 'date.today_word':
      return standsAtStart(a, from) ? { kind: 'exact', date: now.date, ...span } : null;
    case 'date.future':
      return asked('future', null, span);
    case 'date.future_word':
      return isName(a, from) ? null : asked('future', null, span);
    case 'date.lunar':
      return asked(isOnlyFeast(a, match) ? 'vague' : 'lunar', null, span);
    case 'date.impossible_weekday':
      return matchBefore(a, from, 'date.ordinal_head') ? null : asked('impossible', null, span);
    default:
      return asked('vague', null, span);
  }
}

/** "hồi nãy tưởng sai", "hồi nãy chị bấm lộn": a moment ago in this talk, no day of a session. */
function isOfTheTalk(a: Analysis, at: number): boolean {
  return matchAt(a, at, 'date.of_the_talk', 2) !== null || matchAt(a, at + 1, 'date.of_the_talk', 2) !== null;
}

const PHRASE_TAGS = new Set([
  ...OFFSETS.keys(),
  ...PART_BEGINS.keys(),
  ...WEEKS.keys(),
  'date.last_evening',
  'date.just_now',
  'date.today_word',
  'date.future',
  'date.future_word',
  'date.lunar',
  'date.impossible_weekday',
  'date.vague',
  'date.feast',
  'date.month.this',
  'date.month.last',
  'date.month.before_last',
  'date.month.next',
  'date.year.last',
  'date.year.next',
]);

function longest(a: Analysis, from: number): Match | null {
  let best: Match | null = null;
  for (const match of a.starts[from] ?? []) {
    if (!PHRASE_TAGS.has(match.tag) || !isSure(match) || isMenSix(a, match)) continue;
    const longer = !best || match.to > best.to || (match.to === best.to && match.quality > best.quality);
    if (longer) best = match;
  }
  return best;
}

/** Without accents "nam sau" may as well be "nam sáu", and "năm sau chục" is a number. */
function isMenSix(a: Analysis, { tag, quality, to }: Match): boolean {
  return tag === 'date.year.next' && (quality < 2 || matchAt(a, to, 'date.scale') !== null);
}

function leadsToDay(a: Analysis, at: number): boolean {
  const head = matchAt(a, a.tokens[at]?.raw === ',' ? at + 1 : at, 'date.day_head');
  return head !== null && numeralAt(a, head.to) !== null;
}

/** "hồi hôm thứ 7", "hồi hôm 15": the words only lead to the day that follows. */
function isHeadOfAnotherDay(a: Analysis, match: Match): boolean {
  if (match.tag !== 'date.yesterday' || a.tokens[match.to - 1]?.spelling.fold !== 'hom') return false;
  return a.tokens[match.to]?.kind === 'number' || matchAt(a, match.to, 'date.weekday') !== null;
}

function partOfToday(a: Analysis, match: Match, begins: number, now: LocalNow): DateMention {
  const span = { from: match.from, to: match.to, rule: match.tag };
  if (hour(now) < begins) return asked('later-today', now.date, span);
  if (clockHourAround(a, match, begins) > hour(now)) return asked('later-today', now.date, span);
  return { kind: 'exact', date: now.date, ...span };
}

/** The hour said beside a part of the day ("2h chiều nay"), on the 24-hour clock; −1 when none is said. */
function clockHourAround(a: Analysis, match: Match, begins: number): number {
  for (let at = match.from - 1; at >= Math.max(0, match.from - 3); at--) {
    const said = a.tokens[at];
    if (said?.kind !== 'number' || !matchAt(a, at + 1, 'date.clock')) continue;
    const value = Number(said.raw);
    return begins >= 12 && value < 12 ? value + 12 : value;
  }
  return -1;
}

function weekdayAt(a: Analysis, from: number): DateMention | null {
  const found = weekdayWordAt(a, from);
  if (!found) return null;
  let to = found.to;
  let week: number | null = null;
  const comma = a.tokens[to]?.raw === ',' || a.tokens[to]?.spelling.key === 'cua3' ? to + 1 : to;
  const weekMatch = weekMatchAt(a, comma);
  if (weekMatch) {
    week = WEEKS.get(weekMatch.tag) ?? null;
    to = weekMatch.to;
  }
  const recent = matchAt(a, to, 'date.recent');
  const ahead = recent ? null : (matchAt(a, to, 'date.ahead') ?? aheadBefore(a, from));
  const next = a.tokens[to]?.spelling;
  const isThis = week === null && (next?.key === 'nay2' || (next?.fold === 'nay' && a.bare));
  if (recent) to = recent.to;
  if (ahead) to = Math.max(to, ahead.to);
  if (isThis) {
    to++;
    // "thứ 6 này vừa rồi" is the latest one after all.
    const past = matchAt(a, to, 'date.recent', 2);
    if (past) to = past.to;
    else week = 0;
  }
  const modified = weekMatch !== null || recent !== null || ahead !== null;
  if (!modified && isOrdinal(a, from, found)) return { kind: 'other', from, to: found.to, rule: 'ordinal' };
  if (week === null && !recent && !ahead && isLoosePast(a, to)) {
    return { kind: 'ask', reason: 'vague', proposal: null, from, to: to + 1, rule: 'date.weekday' };
  }
  const part = modified ? null : partOfMonthAt(a, to);
  if (part) return asked('vague', null, { from, to: part.to, rule: 'date.weekday' });
  return {
    kind: 'weekday',
    weekday: found.weekday,
    week,
    ahead: ahead !== null,
    from,
    to,
    rule: 'date.weekday',
  };
}

/** "tới thứ 6", "qua chủ nhật"; without accents "sang" may as well be sáng. */
function aheadBefore(a: Analysis, from: number): Match | null {
  return a.bare ? null : matchBefore(a, from, 'date.ahead_before', 2);
}

/** "thứ 7 trước" may be the last one or the one before it. */
function isLoosePast(a: Analysis, at: number): boolean {
  return a.tokens[at]?.spelling.key === 'trươc1';
}

const MONTH = 'thang';
const PARTS_OF_MONTH = new Set(['đâu2', 'giưa4', 'cuôi1', 'dau', 'giua', 'cuoi']);

/** "thứ 3 đầu tháng": a weekday of some week of the month. */
function partOfMonthAt(a: Analysis, at: number): Match | null {
  const vague = PARTS_OF_MONTH.has(a.tokens[at]?.spelling.key ?? '') ? matchAt(a, at, 'date.vague') : null;
  return vague && a.tokens[vague.to - 1]?.spelling.fold === MONTH ? vague : null;
}

function weekMatchAt(a: Analysis, at: number): Match | null {
  let best: Match | null = null;
  for (const match of a.starts[at] ?? []) {
    if (WEEKS.has(match.tag) && (!best || match.to > best.to)) best = match;
  }
  return best;
}

function weekdayWordAt(a: Analysis, from: number): { weekday: number; to: number } | null {
  const match = matchAt(a, from, 'date.weekday');
  if (match) return { weekday: Number(match.tag.slice('date.weekday.'.length)), to: match.to };
  const letter = a.tokens[from];
  if (letter?.spelling.key !== 't') return null;
  const dot = a.tokens[from + 1]?.raw === '.' ? 1 : 0;
  const figure = a.tokens[from + 1 + dot];
  if (figure?.kind !== 'number' || !figure.glued || !/^[2-7]$/.test(figure.raw)) return null;
  return { weekday: Number(figure.raw) - 1, to: from + 2 + dot };
}

function isOrdinal(a: Analysis, from: number, { weekday, to }: { weekday: number; to: number }): boolean {
  if (a.tokens[to]?.spelling.key === 'cua3' || a.tokens[to]?.spelling.key === 'trong') return true;
  return weekday !== SUNDAY && matchBefore(a, from, 'date.ordinal_head') !== null;
}

/** It has no number, so "buổi chủ nhật" is no session of a row. */
const SUNDAY = 7;

function standsAtStart(a: Analysis, from: number): boolean {
  const before = a.tokens[from - 1];
  if (PERIODS.has(before?.spelling.fold ?? '')) return false;
  // "mai đi tiếp, còn nay xong rồi"
  if (before?.spelling.key === 'con2' && a.tokens[from - 2]?.kind === 'mark') return true;
  return !before || before.kind === 'break' || before.kind === 'mark' || from <= 1;
}

/** "năm nay", and "buổi nay" for "buổi này" */
const PERIODS: ReadonlySet<string> = new Set('nam thang tuan quy dot ky buoi lan mua lau xua'.split(' '));

/** "chị Mai", "Thị Mai": a person. */
function isName(a: Analysis, from: number): boolean {
  const token = a.tokens[from];
  if (matchBefore(a, from, 'date.person_before')) return true;
  return from > 0 && token?.capital === true;
}

function hour(now: LocalNow): number {
  return Number(now.time.slice(0, 2));
}
