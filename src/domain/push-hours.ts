import { localTime } from './calendar.ts';

/** The system speaks first only between these local times (DESIGN.md §8). */
export const PUSH_FROM = '07:00';
export const PUSH_UNTIL = '20:30';

/** Pushes to one person, at most: one a day and three in any seven days (DESIGN.md §8). */
export const MAX_PUSHES_A_WEEK = 3;

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

/** The first moment from `nowMs` on at which a push may go out: now, this morning or tomorrow morning. */
export function nextPushMs(nowMs: number, timeZone: string): number {
  const { time } = localTime(nowMs, timeZone);
  if (time >= PUSH_FROM && time < PUSH_UNTIL) return nowMs;
  return startOfMinute(nowMs) + minutesUntilMorning(time) * MINUTE_MS;
}

/** The morning after `nowMs`, when the next day's push may go out. */
export function nextMorningMs(nowMs: number, timeZone: string): number {
  const { time } = localTime(nowMs, timeZone);
  const sameDay = time < PUSH_FROM ? DAY_MINUTES : 0;
  return startOfMinute(nowMs) + (minutesUntilMorning(time) + sameDay) * MINUTE_MS;
}

function minutesUntilMorning(time: string): number {
  return (minutesOf(PUSH_FROM) - minutesOf(time) + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES;
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

function startOfMinute(ms: number): number {
  return Math.floor(ms / MINUTE_MS) * MINUTE_MS;
}
