import { Second } from '../../lib/duration.ts';
import { type HttpClient, HttpError, type HttpResponse } from '../../lib/http.ts';
import { tokenAnswerSchema, tokenRefusalSchema } from './schema.ts';

/** No usable access token. `needs-consent`: an OA admin must grant again; the others pass by themselves. */
export class TokenUnavailableError extends Error {
  readonly reason: 'needs-consent' | 'unreachable' | 'busy';

  constructor(reason: 'needs-consent' | 'unreachable' | 'busy') {
    super(`no Zalo access token: ${reason}`);
    this.name = 'TokenUnavailableError';
    this.reason = reason;
  }
}

/**
 * What became of a refresh token. `refused`: it is dead. `not-tried`: it surely or most likely still lives.
 * `unknown`: the answer got lost, it may be spent.
 */
export type RefreshOutcome =
  | { kind: 'granted'; accessToken: string; refreshToken: string; lifeMs: number }
  | { kind: 'refused' }
  | { kind: 'not-tried' }
  | { kind: 'unknown' };

const TOO_MANY_CALLS = '-32';
const HTTP_TOO_MANY = 429;
const HTTP_SERVER_ERROR = 500;

/**
 * Spends a refresh token at `POST /v4/oa/access_token` (platform dossier "Zalo" §3.2–3.3). Errors come under HTTP 200;
 * success is both tokens being there.
 *
 * @param http - Client of the OAuth host.
 */
export async function refreshCall(
  http: HttpClient,
  app: { appId: string; appSecret: string },
  refreshToken: string,
): Promise<RefreshOutcome> {
  try {
    const response = await http.request({
      method: 'POST',
      path: '/v4/oa/access_token',
      headers: { secret_key: app.appSecret },
      form: { app_id: app.appId, grant_type: 'refresh_token', refresh_token: refreshToken },
    });
    return judge(response);
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    return { kind: error.kind === 'not-sent' ? 'not-tried' : 'unknown' };
  }
}

function judge({ status, body }: HttpResponse): RefreshOutcome {
  const granted = tokenAnswerSchema.safeParse(body).data;
  if (granted) {
    return {
      kind: 'granted',
      accessToken: granted.access_token,
      refreshToken: granted.refresh_token,
      lifeMs: granted.expires_in * Second.ms,
    };
  }
  if (status >= HTTP_SERVER_ERROR || status === HTTP_TOO_MANY) return { kind: 'not-tried' };
  const refusal = tokenRefusalSchema.safeParse(body).data;
  // No JSON object: this is a proxy's page and not Zalo's word.
  if (!refusal || String(refusal.error) === TOO_MANY_CALLS) return { kind: 'not-tried' };
  return { kind: 'refused' };
}
