import type { Clock } from '../../lib/clock.ts';
import { Minute } from '../../lib/duration.ts';

/** Lower-case names of the headers that tell the app's limit and what is left of it (platform dossier "Zalo" §6.3). */
const LIMIT = 'x-ratelimit-limit';
const REMAINING = ['x-ratelimit-remain', 'x-ratelimit-remaining'];

/** The limit is one of requests a minute: what was left says nothing later. */
const FRESH_MS = Minute.ms;

/** How near the app is to Zalo's own limit, as the last answer told. */
export interface UsageWatch {
  note(headers: Readonly<Record<string, string>>): void;
  /** 0 (idle or not told) to 1 (nothing left). */
  pressure(): number;
}

export function createUsageWatch(clock: Clock): UsageWatch {
  let pressure = 0;
  let untilMs = 0;
  return {
    note(headers) {
      const limit = Number(headers[LIMIT]);
      const left = Number(REMAINING.map((name) => headers[name]).find((value) => value !== undefined));
      if (!(limit > 0) || !(left >= 0)) return;
      pressure = Math.min(1, Math.max(0, 1 - left / limit));
      untilMs = clock.systemNow() + FRESH_MS;
    },
    pressure: () => (clock.systemNow() < untilMs ? pressure : 0),
  };
}
