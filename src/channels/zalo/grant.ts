import { createHash } from 'node:crypto';
import type { ZaloSettings } from '../../config/config.ts';
import { Second } from '../../lib/duration.ts';
import { type HttpClient, HttpError, type HttpRequest } from '../../lib/http.ts';
import { tokenAnswerSchema, tokenRefusalSchema } from './schema.ts';

export type GrantSettings = Pick<ZaloSettings, 'appId' | 'appSecret' | 'codeVerifier' | 'oauthUrl'>;

/** What became of a code: it works once and for ten minutes (platform dossier "Zalo" §3.1). */
export type GrantAnswer =
  | { kind: 'granted'; accessToken: string; refreshToken: string; lifeMs: number }
  | { kind: 'refused'; platformCode: string }
  | { kind: 'unreachable' };

/**
 * The address on which an administrator of the OA grants the app its rights (§3.1). The challenge goes along only when the
 * app has a fixed verifier.
 */
export function grantUrl(settings: GrantSettings, redirectUri: string, state: string): string {
  const url = new URL('/v4/oa/permission', settings.oauthUrl);
  url.searchParams.set('app_id', settings.appId);
  url.searchParams.set('redirect_uri', redirectUri);
  if (settings.codeVerifier !== null)
    url.searchParams.set('code_challenge', challengeOf(settings.codeVerifier));
  url.searchParams.set('state', state);
  return url.toString();
}

/** Base64url of the SHA-256 of the verifier's letters, without padding. */
function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier, 'ascii').digest('base64url');
}

/** Changes a code for a token pair at `POST /v4/oa/access_token` (§3.2). Errors come under HTTP 200. */
export async function exchangeCode(
  http: HttpClient,
  { appId, appSecret, codeVerifier }: GrantSettings,
  code: string,
): Promise<GrantAnswer> {
  const form: HttpRequest['form'] = { app_id: appId, grant_type: 'authorization_code', code };
  if (codeVerifier !== null) form.code_verifier = codeVerifier;
  try {
    const { status, body } = await http.request({
      method: 'POST',
      path: '/v4/oa/access_token',
      headers: { secret_key: appSecret },
      form,
    });
    const granted = tokenAnswerSchema.safeParse(body).data;
    if (!granted) {
      const code = tokenRefusalSchema.safeParse(body).data?.error ?? `http-${status}`;
      return { kind: 'refused', platformCode: String(code) };
    }
    const { access_token: accessToken, refresh_token: refreshToken, expires_in: lifeSeconds } = granted;
    return { kind: 'granted', accessToken, refreshToken, lifeMs: lifeSeconds * Second.ms };
  } catch (error) {
    if (error instanceof HttpError) return { kind: 'unreachable' };
    throw error;
  }
}
