/** Earlier times are no platform times: Zalo's own sample has one of 12 digits that says 1974. */
const EARLIEST_MS = Date.UTC(2015, 0, 1);

/** Later ones are not milliseconds. */
const LATEST_MS = Date.UTC(2200, 0, 1);

/** Reads `timestamp`, a string or a number of Unix ms; null when missing or absurd. */
export function platformTimeMs(timestamp: string | number | undefined): number | null {
  if (timestamp === undefined) return null;
  if (typeof timestamp === 'string' && !/^\d{1,17}$/.test(timestamp)) return null;
  const timeMs = Number(timestamp);
  return Number.isInteger(timeMs) && timeMs >= EARLIEST_MS && timeMs <= LATEST_MS ? timeMs : null;
}
