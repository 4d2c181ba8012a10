import type { Alert } from '../../domain/records/watch.ts';
import { Second } from '../../lib/duration.ts';
import { createHttp, type HttpClient } from '../../lib/http.ts';
import { ALERT_KINDS, type AlertKind } from './alert-kinds.ts';

const TIMEOUT_MS = 10 * Second.ms;
const HTTP_OK = 200;
const HTTP_NOT_OK = 300;

/** Tells one alert or all-clear to wherever operators listen. @returns false when it must be told again. */
export type TellOperators = (alert: Alert) => Promise<boolean>;

/** Posts alerts as small JSON to the operators' own address. The address may hold a secret and stands in no error. */
export function alertWebhook(address: string): { tell: TellOperators; close(): void } {
  const url = new URL(address);
  const http: HttpClient = createHttp({
    baseUrl: url.origin,
    timeoutMs: TIMEOUT_MS,
    secrets: () => [address],
  });
  const path = `${url.pathname}${url.search}`;
  return {
    async tell(alert) {
      try {
        const { status } = await http.request({ method: 'POST', path, json: bodyOf(alert) });
        return status >= HTTP_OK && status < HTTP_NOT_OK;
      } catch {
        return false;
      }
    },
    close: http.close,
  };
}

function bodyOf({ kind, subject, state, sinceMs, detail }: Alert) {
  const { what, todo } = ALERT_KINDS[kind as AlertKind];
  return { alert: kind, subject, state, since: new Date(sinceMs).toISOString(), what, todo, detail };
}
