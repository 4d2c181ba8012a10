import { type Analysis, matchAt, matchBefore, whyOf } from './analysis.ts';
import { weekdayOf } from './calendar.ts';
import { dropCorrected, dropTelling, tellsOfOrdinal } from './date-correction.ts';
import type { DateMention } from './date-mention.ts';
import { dayNumber, isClock, unitAfter } from './date-parts.ts';
import { relativeDayAt } from './date-relative.ts';
import { resolveWeekday } from './date-resolve.ts';
import { writtenDayAt } from './date-written.ts';
import { isNumberWord, numeralAt } from './numerals.ts';
import { dropOtherDays } from './own-session.ts';
import type { Match } from './phrase-index.ts';
import { rolesBefore } from './shares.ts';
import type { DateAskReason, DateReading, LocalNow, Why } from './vi.ts';

/** Everything in the text that speaks of a day, in order, none overlapping another. */
export function dateMentions(a: Analysis, now: LocalNow): readonly DateMention[] {
  const known = a.shared.dates.find((each) => each.now.date === now.date && each.now.time === now.time);
  if (known) return known.mentions;
  const mentions = findMentions(a, now);
  a.shared.dates.push({ now: { date: now.date, time: now.time }, mentions });
  return mentions;
}

function findMentions(a: Analysis, now: LocalNow): DateMention[] {
  const mentions: DateMention[] = [];
  let at = 0;
  while (at < a.tokens.length) {
    if (!mayBeginDay(a, at)) {
      at++;
      continue;
    }
    const mention =
      clockAt(a, at) ?? relativeDayAt(a, at, now) ?? writtenDayAt(a, at, now) ?? monthlessAt(a, at);
    if (!mention) {
      at++;
      continue;
    }
    mentions.push(mention);
    at = Math.max(mention.to, at + 1);
  }
  return mentions;
}

/** Most words neither begin a phrase of days nor a number; they are passed over at once. */
function mayBeginDay(a: Analysis, at: number): boolean {
  const token = a.tokens[at];
  if (!token || token.kind === 'mark' || token.kind === 'break') return false;
  if (token.kind === 'number' || isNumberWord(token) || token.spelling.fold === 't') return true;
  return (a.starts[at] ?? []).some((match) => match.tag.startsWith('date.') || match.tag === 'count.rough');
}

function clockAt(a: Analysis, at: number): DateMention | null {
  if (a.tokens[at]?.kind !== 'number' || !isClock(a, at + 1)) return null;
  let to = at + 2;
  const minutes = a.tokens[to]?.kind === 'number' && (a.tokens[to]?.raw.length ?? 0) <= 2;
  if (minutes && a.tokens[to]?.glued) to++;
  else if (minutes && !unitAfter(a, to + 1) && a.tokens[at + 1]?.raw === ':') to++;
  return { kind: 'other', from: at, to, rule: 'clock' };
}

/** Eight digits can be a day without its marks: proposed, never taken. */
function monthlessAt(a: Analysis, at: number): DateMention | null {
  const token = a.tokens[at];
  if (token?.kind !== 'number' || token.raw.length !== 8) return null;
  const month = Number(token.raw.slice(2, 4));
  if (month < 1 || month > 12 || !token.raw.startsWith('20', 4)) return null;
  return { kind: 'ask', reason: 'vague', proposal: null, from: at, to: at + 1, rule: 'date-digits' };
}

/** The day a message names, from its mentions. See `docs/understanding.md` for the order of the rules. */
export function readDate(a: Analysis, now: LocalNow, mentions = dateMentions(a, now)): DateReading {
  const said = dropCorrected(
    a,
    dropTelling(
      a,
      dropOtherDays(
        a,
        mentions.filter((mention) => mention.kind !== 'other'),
      ),
    ),
  );
  const why = said.map((mention) => whyOf(a, mention.rule, mention.from, mention.to));
  if (said.length === 0) return bareDay(a, why);
  if (tellsOfOrdinal(a, mentions)) return { kind: 'ask', proposal: null, reason: 'vague', why };
  if (said.some((mention) => isLeftOpen(a, mention)))
    return { kind: 'ask', proposal: null, reason: 'several', why };
  const days = resolveAll(a, joinWeeks(said), now);
  return decide(days, why);
}

/** A number alone may answer "which day?", but nobody can be sure. */
function bareDay(a: Analysis, why: Why[]): DateReading {
  const choice =
    a.byTag.get('date.alternative')?.find((match) => isBareChoice(a, match)) ??
    a.byTag.get('date.until')?.find((match) => isBareChoice(a, match));
  if (choice)
    return {
      kind: 'ask',
      proposal: null,
      reason: 'several',
      why: [whyOf(a, 'date-several', choice.from - 1, choice.to + 1)],
    };
  const only = onlyDay(a);
  if (only === null) return { kind: 'none', why };
  return {
    kind: 'ask',
    proposal: null,
    reason: 'vague',
    why: [whyOf(a, 'date-bare-number', only, only + 1)],
  };
}

/** "31", "31 nha chị": the place of the one number among words of manners, or null. */
function onlyDay(a: Analysis): number | null {
  const only = a.tokens.findIndex(({ kind }) => kind === 'number');
  if (only < 0 || dayNumber(a, only) === null) return null;
  const isPlain = a.tokens.every(
    ({ kind }, at) =>
      at === only || (kind === 'mark' && at > only) || matchAt(a, at, 'answer.filler', 3) !== null,
  );
  return isPlain ? only : null;
}

/** "20 tháng này hay 21": another day follows as a bare number. */
function isLeftOpen(a: Analysis, mention: DateMention): boolean {
  const or = matchAt(a, mention.to, 'date.alternative', 2);
  return or !== null && dayNumber(a, or.to) !== null && !unitAfter(a, or.to + 1) && !isClock(a, or.to + 1);
}

/** "15 hay 16 gì đó": two days of which one is meant. */
function isBareChoice(a: Analysis, match: Match): boolean {
  const isDay = (at: number) => dayNumber(a, at) !== null;
  if (!isDay(match.from - 1) || !isDay(match.to) || unitAfter(a, match.to + 1)) return false;
  // "nam, nữ: 20-30"
  return rolesBefore(a, match.from - 1).length < 2;
}

const NEAR_TOKENS = 4;

/** "tuần trước, hôm thứ 7" and "thứ 7, tuần trước": the week belongs to the weekday beside it. */
function joinWeeks(mentions: DateMention[]): DateMention[] {
  const joined: DateMention[] = [];
  for (const mention of mentions) {
    const last = joined.at(-1);
    const near = last !== undefined && mention.from - last.to <= NEAR_TOKENS;
    if (near && last.kind === 'week' && mention.kind === 'weekday' && mention.week === null) {
      joined[joined.length - 1] = { ...mention, from: last.from, week: last.week };
    } else if (near && last.kind === 'weekday' && last.week === null && mention.kind === 'week') {
      joined[joined.length - 1] = { ...last, to: mention.to, week: mention.week };
    } else if (near && last.kind === 'weekday' && mention.kind === 'week' && last.week !== mention.week) {
      joined.push({
        ...mention,
        kind: 'ask',
        reason: mention.week > 0 ? 'future' : 'several',
        proposal: null,
      });
    } else {
      joined.push(mention);
    }
  }
  return joined;
}

interface ResolvedDay {
  kind: 'exact' | 'hint' | 'ask';
  date: string | null;
  reason: DateAskReason;
  mention: DateMention;
}

function resolveAll(a: Analysis, mentions: readonly DateMention[], now: LocalNow): ResolvedDay[] {
  return mentions.map((mention) => resolveMention(a, mention, mentions, now));
}

function resolveMention(
  a: Analysis,
  mention: DateMention,
  all: readonly DateMention[],
  now: LocalNow,
): ResolvedDay {
  switch (mention.kind) {
    case 'exact':
      return isOccasion(a, mention) || isCountedFrom(a, mention)
        ? { kind: 'ask', date: mention.date, reason: 'vague', mention }
        : { kind: 'exact', date: mention.date, reason: 'vague', mention };
    case 'hint':
      return { kind: 'hint', date: mention.date, reason: 'vague', mention };
    case 'weekday':
      return resolveWeekdayMention(a, mention, all, now);
    case 'week':
      return { kind: 'ask', date: null, reason: mention.week > 0 ? 'future' : 'vague', mention };
    case 'ask':
      return { kind: 'ask', date: mention.proposal, reason: mention.reason, mention };
    default:
      return { kind: 'ask', date: null, reason: 'vague', mention };
  }
}

function resolveWeekdayMention(
  a: Analysis,
  mention: DateMention & { kind: 'weekday' },
  all: readonly DateMention[],
  now: LocalNow,
): ResolvedDay {
  if (mention.ahead) return { kind: 'ask', date: null, reason: 'future', mention };
  const dated = all.find((other) => other.kind === 'exact');
  if (dated?.kind === 'exact' && mention.week === null) {
    const agrees = weekdayOf(dated.date) === mention.weekday || isItsMonth(a, mention, dated.date);
    if (agrees) return { kind: 'exact', date: dated.date, reason: 'vague', mention };
    return { kind: 'ask', date: null, reason: 'weekday-conflict', mention };
  }
  const resolved = resolveWeekday(mention.weekday, mention.week, now.date);
  return resolved.kind === 'exact'
    ? { kind: 'exact', date: resolved.date, reason: 'vague', mention }
    : { kind: 'ask', date: resolved.proposal, reason: resolved.reason, mention };
}

/** "trước ngày 20/11 một hôm", "sau bữa 20/11 hai ngày": another day, told by this one. */
function isCountedFrom(a: Analysis, { from, to }: DateMention): boolean {
  const count = FROM.has(a.tokens[from - 1]?.spelling.fold ?? '') ? numeralAt(a, to) : null;
  return count !== null && matchAt(a, count.to, 'date.day_unit') !== null;
}

const FROM: ReadonlySet<string> = new Set(['truoc', 'sau']);

/** "bc T5: 26/5": the fifth month in the head of a report, no Thursday. */
function isItsMonth(a: Analysis, { from, to }: DateMention, date: string): boolean {
  const isMonth =
    a.tokens[from]?.spelling.fold === 't' && Number(a.tokens[to - 1]?.raw) === Number(date.slice(5, 7));
  return isMonth && (a.tokens[to]?.raw === ':' || matchBefore(a, from, 'date.told') !== null);
}

/** "nhân ngày 20/10", "hạn 30/11": the day of something else. */
function isOccasion(a: Analysis, mention: DateMention): boolean {
  const occasion = matchBefore(a, mention.from, 'date.occasion');
  // "hôm lễ 20/11" was that day.
  const isDay = (at: number) => !beginsWithWord(a, at) || matchBefore(a, at, 'date.day_head') !== null;
  return occasion !== null && !(isFeastWord(a, occasion) && isDay(occasion.from));
}

/** False at the beginning of a part of a sentence: "lễ 30/4 em nói với thanh niên". */
function beginsWithWord(a: Analysis, at: number): boolean {
  return a.tokens[at - 1]?.kind === 'word';
}

function isFeastWord(a: Analysis, match: Match): boolean {
  return match.to - match.from === 1 && a.tokens[match.from]?.spelling.fold === 'le';
}

/** Reasons that hold against an exact day beside them; the others yield to it. */
const STRONG: ReadonlySet<DateAskReason> = new Set([
  'lunar',
  'several',
  'weekday-conflict',
  'impossible',
  'same-weekday',
]);

function decide(days: readonly ResolvedDay[], why: Why[]): DateReading {
  const exact = days.filter((day) => day.kind === 'exact');
  const asked = days.filter((day) => day.kind === 'ask');
  const dates = [...new Set(exact.map((day) => day.date))];
  const strong = asked.find((day) => STRONG.has(day.reason));
  if (strong) return { kind: 'ask', proposal: strong.date ?? dates[0] ?? null, reason: strong.reason, why };
  if (dates.length > 1) {
    const weekday = exact.some((day) => day.mention.kind === 'weekday');
    return { kind: 'ask', proposal: null, reason: weekday ? 'weekday-conflict' : 'several', why };
  }
  const only = dates[0];
  if (only) {
    const rival = asked.find((day) => day.reason === 'future' && isAlternative(day, exact));
    if (rival) return { kind: 'ask', proposal: only, reason: 'several', why };
    return { kind: 'date', date: only, why };
  }
  const first = asked[0];
  if (first) return { kind: 'ask', proposal: first.date, reason: first.reason, why };
  const hint = days.find((day) => day.kind === 'hint');
  return hint?.date ? { kind: 'date', date: hint.date, why } : { kind: 'none', why };
}

/** A future day within two words of the exact one is its rival ("hôm qua hay mai"), farther off it is news. */
function isAlternative(day: ResolvedDay, exact: readonly ResolvedDay[]): boolean {
  return exact.some((other) => {
    const gap = Math.max(day.mention.from - other.mention.to, other.mention.from - day.mention.to);
    return gap <= 1;
  });
}
