import type { Analysis } from './analysis.ts';
import {
  type ClockTime,
  clockTimes,
  isAlone,
  isHourWord,
  isMinuteWord,
  MINUTES_PER_HOUR,
} from './clock-time.ts';
import { unitAfter } from './date-parts.ts';
import { isHalf } from './number-word.ts';
import { type Numeral, numeralAt } from './numerals.ts';

const HALF_AN_HOUR = MINUTES_PER_HOUR / 2;
/** Longer than a day is a slip. */
const MAX_MINUTES = 24 * MINUTES_PER_HOUR;
/** "giờ" behind a larger number is an hour of the day, not a length of time. */
const MOST_HOURS = 12;
/** A bare number up to here means hours: nobody holds a session of 3 minutes. */
const MOST_BARE_HOURS = 5;

/** How long something took, in minutes: "90 phút", "2 tiếng", "1 tiếng rưỡi", "1h30", "từ 7h đến 9h". Null when not said. */
export function readDuration(a: Analysis): number | null {
  const minutes = betweenTimes(a) ?? inHours(a) ?? inMinutes(a) ?? bare(a);
  return minutes === null || minutes <= 0 || minutes > MAX_MINUTES ? null : minutes;
}

const UNTIL = new Set(['đên1', 'den', 'tơi1', 'toi', '-', '–', 'qua']);

/** "từ 7h đến 9h rưỡi": the time between two hours of the day. */
function betweenTimes(a: Analysis): number | null {
  const [first, second] = clockTimes(a);
  if (!first || !second) return null;
  const between = a.tokens.slice(first.to, second.from);
  if (!between.some(({ raw, spelling }) => UNTIL.has(spelling.key) || UNTIL.has(raw))) return null;
  return difference(first, second);
}

/** Where one of the two says nothing of the half of the day, it is the half that makes them nearest: "7h đến 9h tối". */
function difference(first: ClockTime, second: ClockTime): number {
  const plain = (second.minutes - first.minutes + MAX_MINUTES) % MAX_MINUTES;
  return first.open || second.open ? plain % (MAX_MINUTES / 2) : plain;
}

function inHours(a: Analysis): number | null {
  for (let at = 0; at < a.tokens.length; at++) {
    if (isFold(a, at, 'nua') && (isFold(a, at + 1, 'tieng') || isHourWord(a.tokens[at + 1])))
      return HALF_AN_HOUR;
    if (isFold(a, at, 'tieng') && isHalf(a, at + 1) && !numeralAt(a, at - 1))
      return MINUTES_PER_HOUR + HALF_AN_HOUR;
    const hours = numeralAt(a, at);
    if (!hours) continue;
    const { half, to } = halfAfterComma(a, hours);
    const isLength = isFold(a, to, 'tieng') || (isHourWord(a.tokens[to]) && hours.value <= MOST_HOURS);
    if (isLength) return hours.value * MINUTES_PER_HOUR + half + restAt(a, to + 1);
  }
  return null;
}

/** "1,5 tiếng", "1.5 tiếng". */
function halfAfterComma(a: Analysis, { to }: Numeral): { half: number; to: number } {
  const comma = a.tokens[to];
  const isHalfHour = (comma?.raw === ',' || comma?.raw === '.') && a.tokens[to + 1]?.raw === '5';
  return isHalfHour && comma.glued ? { half: HALF_AN_HOUR, to: to + 2 } : { half: 0, to };
}

/** The minutes behind the hours: "rưỡi", "15 phút", "15". */
function restAt(a: Analysis, from: number): number {
  if (isHalf(a, from)) return HALF_AN_HOUR;
  const at = isFold(a, from, 'dong') && isFold(a, from + 1, 'ho') ? from + 2 : from;
  const rest = numeralAt(a, at);
  if (!rest || rest.doubtful || rest.value >= MINUTES_PER_HOUR) return 0;
  return isMinuteWord(a.tokens[rest.to]) || !unitAfter(a, rest.to) ? rest.value : 0;
}

function inMinutes(a: Analysis): number | null {
  for (let at = 0; at < a.tokens.length; at++) {
    const minutes = numeralAt(a, at);
    if (minutes && isMinuteWord(a.tokens[minutes.to])) return minutes.value;
  }
  return null;
}

function bare(a: Analysis): number | null {
  const at = a.tokens.findIndex(({ kind }) => kind === 'number');
  const number = numeralAt(a, at);
  if (!number || !isAlone(a, at, number.to)) return null;
  return number.value <= MOST_BARE_HOURS ? number.value * MINUTES_PER_HOUR : number.value;
}

function isFold(a: Analysis, at: number, fold: string): boolean {
  return a.tokens[at]?.kind === 'word' && a.tokens[at]?.spelling.fold === fold;
}
