import type { Clock } from '../../lib/clock.ts';
import { Second } from '../../lib/duration.ts';
import { createHttp, HttpError } from '../../lib/http.ts';
import type { MeasureSkew } from './platform-probes.ts';

const TIMEOUT_MS = 10 * Second.ms;

/**
 * Compares this machine's clock with the `Date` header of the first server that answers: whole seconds, less the half of
 * the way there and back. Any answer will do, also a refusal.
 *
 * @param baseUrls - Base addresses of the platforms, no token is sent to them.
 */
export function measureSkew(baseUrls: readonly string[], clock: Clock): MeasureSkew {
  return async () => {
    for (const baseUrl of baseUrls) {
      const dateMs = await dateOf(baseUrl, clock);
      if (dateMs) return { aheadMs: dateMs.ownMs - dateMs.theirMs, host: new URL(baseUrl).host };
    }
    return null;
  };
}

async function dateOf(baseUrl: string, clock: Clock): Promise<{ ownMs: number; theirMs: number } | null> {
  const http = createHttp({ baseUrl, timeoutMs: TIMEOUT_MS });
  const beforeMs = clock.systemNow();
  try {
    const { headers } = await http.request({ method: 'GET', path: '/' });
    const theirMs = Date.parse(headers.date ?? '');
    if (Number.isNaN(theirMs)) return null;
    return { ownMs: (beforeMs + clock.systemNow()) / 2, theirMs: theirMs + Second.ms / 2 };
  } catch (error) {
    if (error instanceof HttpError) return null;
    throw error;
  } finally {
    http.close();
  }
}
