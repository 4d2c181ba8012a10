import type { Analysis } from './analysis.ts';
import { unitAfter } from './date-parts.ts';
import { isHalf } from './number-word.ts';
import { type Numeral, numeralAt } from './numerals.ts';
import type { Token } from './tokens.ts';

/** An hour of the day: tokens `[from, to)`. */
export interface ClockTime {
  /** Minutes since midnight, as they are meant: "7 giờ tối" is 19:00. */
  minutes: number;
  /** Neither a part of the day nor more than twelve hours say which half of the day is meant. */
  open: boolean;
  from: number;
  to: number;
}

export const MINUTES_PER_HOUR = 60;
const NOON = 12;
const LAST_HOUR = 23;
/** Nobody gathers people at one to four at night: such an hour without more is one of the afternoon. */
const LAST_HOUR_AFTER_NOON = 4;

type PartOfDay = 'sang' | 'trua' | 'chieu' | 'toi' | 'dem' | 'khuya';

const PARTS: ReadonlyMap<string, PartOfDay> = new Map([
  ['sang1', 'sang'],
  ['trưa', 'trua'],
  ['chiêu2', 'chieu'],
  ['tôi1', 'toi'],
  ['đêm', 'dem'],
  ['khuya', 'khuya'],
]);
const BARE_PARTS: ReadonlyMap<string, PartOfDay> = new Map(
  [...PARTS.values()].map((part) => [part, part] as const),
);

/** From which hour on a part of the day means the second half of it. */
const SECOND_HALF_FROM: Readonly<Record<PartOfDay, number>> = {
  sang: NOON + 1,
  trua: 1,
  chieu: 1,
  toi: 4,
  dem: 7,
  khuya: 9,
};
/** … and until which: "11 giờ trưa" is before noon. */
const SECOND_HALF_TO: Readonly<Partial<Record<PartOfDay, number>>> = { trua: 2 };
/** Twelve of these is midnight. */
const MIDNIGHT = new Set<PartOfDay>(['toi', 'dem', 'khuya', 'sang']);

/** "14h30", "7 giờ rưỡi tối", "tám giờ kém 15", "19:00" as `HH:MM`; null when no hour of the day is named. */
export function readClockTime(a: Analysis): string | null {
  const time = clockTimes(a)[0];
  return time ? written(time) : null;
}

function written({ minutes }: ClockTime): string {
  return `${twoDigits(Math.floor(minutes / MINUTES_PER_HOUR))}:${twoDigits(minutes % MINUTES_PER_HOUR)}`;
}

/**
 * The one hour of a text that says nothing else of it than when something began: "7h tối", "hôm kia, lúc 19h30", "không đúng,
 * 7 giờ tối"; null for a number alone and for "để 7h tối em gửi".
 */
export function readPlainClockTime(a: Analysis): string | null {
  const [time, another] = clockTimes(a);
  if (!time || another) return null;
  const isNamed = a.tokens
    .slice(time.from, time.to)
    .some((token) => isHourWord(token) || token.raw === ':' || PARTS.has(token.spelling.key));
  const isPlain = a.tokens.every(
    ({ kind, spelling }, at) =>
      (at >= time.from && at < time.to) || kind !== 'word' || BESIDE.has(spelling.fold),
  );
  return isNamed && isPlain ? written(time) : null;
}

/** Manners, days that are past, and words of a beginning or of a mistake. */
const BESIDE = new Set(
  (
    'da vang a nha nhe em chi anh co bot oi dung roi sai lon nham khong phai chu moi la thi luc khoang tam hoi chung gan hon do ' +
    'hom bua kia qua sang trua chieu toi dem buoi gio bat dau tu vao hop dien noi sua lai thanh thieu con nua ghi them'
  ).split(' '),
);

/** Every hour of the day in a text. */
export function clockTimes(a: Analysis): ClockTime[] {
  const times: ClockTime[] = [];
  for (let at = 0; at < a.tokens.length; ) {
    const time = clockAt(a, at);
    if (time) times.push(time);
    at = time ? time.to : at + 1;
  }
  return times;
}

function clockAt(a: Analysis, from: number): ClockTime | null {
  const hours = numeralAt(a, from);
  if (!hours || hours.value > LAST_HOUR + 1) return null;
  const head = hourHead(a, hours);
  if (head === null) return null;
  const { minutes, to } = minutesAt(a, head);
  const after = partAt(a, to, true);
  const part = after ?? partBefore(a, from);
  const hour = hourOf(hours.value, part);
  if (hour === null) return null;
  const total = hour * MINUTES_PER_HOUR + minutes;
  return {
    minutes: (total + 24 * MINUTES_PER_HOUR) % (24 * MINUTES_PER_HOUR),
    open: part === null && hours.value <= NOON,
    from,
    to: after ? to + 1 : to,
  };
}

/** Behind the hour and its word; null when the number is no hour. */
function hourHead(a: Analysis, { value, from, to, doubtful }: Numeral): number | null {
  const next = a.tokens[to];
  if (isHourWord(next)) {
    // "bay gio" is seven o'clock or just "now".
    const isNow = doubtful && a.tokens[from]?.spelling.fold === 'bay';
    return isNow && partAt(a, to + 1, true) === null && !isHalf(a, to + 1) ? null : to + 1;
  }
  if (next?.raw === ':' && a.tokens[to + 1]?.kind === 'number') return to + 1;
  if (doubtful) return null;
  const isNamed = isHalf(a, to) || partAt(a, to, true) !== null;
  return isNamed || (value > 0 && isAlone(a, from, to)) ? to : null;
}

/** The minutes behind the hour: "30", "30 phút", "rưỡi", "kém 15". */
function minutesAt(a: Analysis, at: number): { minutes: number; to: number } {
  if (isHalf(a, at)) return { minutes: MINUTES_PER_HOUR / 2, to: at + 1 };
  const less = a.tokens[at]?.spelling.fold === 'kem' ? 1 : 0;
  const minutes = numeralAt(a, at + less);
  if (!minutes || minutes.doubtful || minutes.value >= MINUTES_PER_HOUR) return { minutes: 0, to: at };
  const isNamed = isMinuteWord(a.tokens[minutes.to]);
  // "7h 30 người" counts people.
  if (!isNamed && unitAfter(a, minutes.to)) return { minutes: 0, to: at };
  return { minutes: less ? -minutes.value : minutes.value, to: isNamed ? minutes.to + 1 : minutes.to };
}

export function isHourWord(token: Token | undefined): boolean {
  const spelling = token?.kind === 'word' ? token.spelling : null;
  return spelling !== null && (spelling.key === 'giơ2' || ['gio', 'h', 'g'].includes(spelling.key));
}

export function isMinuteWord(token: Token | undefined): boolean {
  return token?.kind === 'word' && (token.spelling.key === 'phut1' || token.spelling.key === 'phut');
}

/** The part of the day at a token; without accents ("toi", "dem" are other words too) only right beside an hour. */
function partAt(a: Analysis, at: number, beside: boolean): PartOfDay | null {
  const token = a.tokens[at];
  if (token?.kind !== 'word') return null;
  return PARTS.get(token.spelling.key) ?? (beside ? (BARE_PARTS.get(token.spelling.key) ?? null) : null);
}

/** How far before an hour its part of the day may stand: "tối hôm qua lúc 7 giờ". */
const REACH_BEFORE = 4;
const BETWEEN = new Set(['hom', 'qua', 'nay', 'luc', 'hoi', 'khoang', 'tam', 'do']);

function partBefore(a: Analysis, from: number): PartOfDay | null {
  for (let at = from - 1; at >= Math.max(0, from - REACH_BEFORE); at--) {
    const part = partAt(a, at, true);
    if (part) return part;
    if (!BETWEEN.has(a.tokens[at]?.spelling.fold ?? '')) return null;
  }
  return null;
}

/** The hour of the day that a number of hours means; null for one that there is not ("25 giờ", "3 giờ tối"). */
function hourOf(said: number, part: PartOfDay | null): number | null {
  if (part === null) {
    if (said > LAST_HOUR) return said === LAST_HOUR + 1 ? 0 : null;
    return said > 0 && said <= LAST_HOUR_AFTER_NOON ? said + NOON : said;
  }
  if (said > NOON) return said > LAST_HOUR ? null : said;
  if (said === NOON) return MIDNIGHT.has(part) ? 0 : NOON;
  if (part === 'toi' && said < SECOND_HALF_FROM.toi) return null;
  const isSecondHalf = said >= SECOND_HALF_FROM[part] && said <= (SECOND_HALF_TO[part] ?? NOON);
  return isSecondHalf ? said + NOON : said;
}

const MANNERS = new Set('da a nha nhe em chi anh luc khoang tam hoi chung gan hon do thoi co bot'.split(' '));

/** A number with nothing but manners around it. */
export function isAlone(a: Analysis, from: number, to: number): boolean {
  return a.tokens.every(
    (token, at) =>
      (at >= from && at < to) ||
      token.kind === 'mark' ||
      token.kind === 'break' ||
      MANNERS.has(token.spelling.fold),
  );
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
