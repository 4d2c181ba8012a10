import type { RawTime } from './read-item.ts';

/** Smaller numbers are seconds: in ms this is the year 2001, in seconds a far future (platform dossier §1.4). */
const LEAST_MS = 1e12;

/** Messenger's platform did not exist before. */
const EARLIEST_MS = Date.UTC(2015, 0, 1);

/** Later ones are neither seconds nor milliseconds. */
const LATEST_MS = Date.UTC(2200, 0, 1);

/** Reads a time given in seconds or ms, as a number or a string of digits; null when missing or absurd. */
export function platformTimeMs(time: RawTime): number | null {
  if (time === undefined) return null;
  if (typeof time === 'string' && !/^\d{1,17}$/.test(time)) return null;
  const number = Number(time);
  const timeMs = number < LEAST_MS ? number * 1_000 : number;
  return Number.isInteger(timeMs) && timeMs >= EARLIEST_MS && timeMs <= LATEST_MS ? timeMs : null;
}
