import { z } from 'zod';
import type { Clock } from '../../lib/clock.ts';
import { Minute } from '../../lib/duration.ts';
import { parseJson } from '../../lib/json.ts';
import { MAX_THROTTLE_MS, USAGE_FRESH_MS } from './limits.ts';

/** Lower-case names of the usage headers (platform dossier "Messenger" §4). */
const BUSINESS_USAGE = 'x-business-use-case-usage';
const APP_USAGE = 'x-app-usage';

const figure = z.number().nonnegative().optional().catch(undefined);

/** Percent of a limit; `estimated_time_to_regain_access` in minutes. */
const usageSchema = z.object({
  call_count: figure,
  total_cputime: figure,
  total_time: figure,
  estimated_time_to_regain_access: figure,
});
const businessUsageSchema = z.record(z.string(), z.array(usageSchema));

type Usage = z.infer<typeof usageSchema>;
type Headers = Readonly<Record<string, string>>;

/** How near the account is to Meta's own limits, as the last answers told. */
export interface UsageWatch {
  note(headers: Headers): void;
  /** 0 (idle or not told) to 1 (limited). */
  pressure(): number;
}

export function createUsageWatch(clock: Clock): UsageWatch {
  let pressure = 0;
  let untilMs = 0;
  return {
    note(headers) {
      const usages = usagesOf(headers);
      if (usages.length === 0) return;
      const waitMs = regainAccessMs(headers);
      pressure = waitMs > 0 ? 1 : Math.min(1, Math.max(...usages.map(percentOf)) / 100);
      untilMs = clock.systemNow() + Math.max(waitMs, USAGE_FRESH_MS);
    },
    pressure: () => (clock.systemNow() < untilMs ? pressure : 0),
  };
}

/** How long calls are refused, ms; 0 when they are not or the headers do not tell. */
export function regainAccessMs(headers: Headers): number {
  const minutes = usagesOf(headers).map((usage) => usage.estimated_time_to_regain_access ?? 0);
  return Math.min(MAX_THROTTLE_MS, Math.max(0, ...minutes) * Minute.ms);
}

function percentOf(usage: Usage): number {
  return Math.max(usage.call_count ?? 0, usage.total_cputime ?? 0, usage.total_time ?? 0);
}

function usagesOf(headers: Headers): Usage[] {
  const business = businessUsageSchema.safeParse(jsonOf(headers[BUSINESS_USAGE])).data ?? {};
  const app = usageSchema.safeParse(jsonOf(headers[APP_USAGE])).data;
  return [...Object.values(business).flat(), ...(app ? [app] : [])];
}

function jsonOf(header: string | undefined): unknown {
  const json = parseJson(header ?? '');
  return json.ok ? json.value : undefined;
}
