import type { Clock } from '../../../lib/clock.ts';
import type { Ids } from '../../../lib/ids.ts';
import type { FakeAnswer } from '../fake-answer.ts';

const ACCESS_LIFE_MS = 90_000_000; // 25 h
const REFRESH_LIFE_MS = 90 * 86_400_000;
const CODE_LIFE_MS = 600_000;

/** Zalo's token desk (dossier §3.2–3.3): each refresh token works once. */
export interface FakeTokens {
  /** The refresh token that works now. */
  readonly refreshToken: string;
  /** How many pairs have been handed out. */
  readonly issued: number;
  /** An OA admin grants: a code for 10 minutes and one use. */
  issueCode(): string;
  /** An OA admin grants again: an explorer-made refresh token, the old one dies. */
  issueRefreshToken(): string;
  /** Every access token is refused as expired (-220) from now on. */
  expireAccessTokens(): void;
  /** The grant is gone: access and refresh tokens are refused. */
  revoke(): void;
  check(accessToken: string | undefined): 'valid' | 'unknown' | 'expired';
  /** `POST /v4/oa/access_token`. */
  handle(form: URLSearchParams, secretKey: string | undefined): FakeAnswer;
}

export interface FakeTokensOptions {
  appId: string;
  appSecret: string;
  /** The first refresh token; made up when missing. */
  refreshToken?: string;
  clock: Clock;
  ids: Ids;
}

export function createTokens({ appId, appSecret, clock, ids, ...options }: FakeTokensOptions): FakeTokens {
  const access = new Map<string, number>();
  const codes = new Map<string, number>();
  const now = () => clock.systemNow();
  let refresh: { token: string; expiresAtMs: number } | null = null;
  let issued = 0;

  function newRefreshToken(token = `refresh-${ids.next()}`): string {
    refresh = { token, expiresAtMs: now() + REFRESH_LIFE_MS };
    return token;
  }

  function grant(): FakeAnswer {
    const accessToken = `access-${ids.next()}`;
    access.set(accessToken, now() + ACCESS_LIFE_MS);
    issued += 1;
    const body = {
      access_token: accessToken,
      refresh_token: newRefreshToken(),
      expires_in: String(ACCESS_LIFE_MS / 1_000),
    };
    return { kind: 'json', status: 200, body };
  }

  newRefreshToken(options.refreshToken);
  return {
    get refreshToken() {
      return refresh?.token ?? '';
    },
    get issued() {
      return issued;
    },
    issueCode() {
      const code = `code-${ids.next()}`;
      codes.set(code, now() + CODE_LIFE_MS);
      return code;
    },
    issueRefreshToken: () => newRefreshToken(),
    expireAccessTokens() {
      for (const token of access.keys()) access.set(token, 0);
    },
    revoke() {
      access.clear();
      refresh = null;
    },
    check(accessToken) {
      const expiresAtMs = accessToken === undefined ? undefined : access.get(accessToken);
      if (expiresAtMs === undefined) return 'unknown';
      return expiresAtMs > now() ? 'valid' : 'expired';
    },
    handle(form, secretKey) {
      if (form.get('app_id') !== appId) return oauthError(-14002, 'Invalid app id');
      if (secretKey !== appSecret) return oauthError(-14004, 'Invalid secret key');
      if (form.get('grant_type') === 'refresh_token') {
        const known =
          refresh !== null && form.get('refresh_token') === refresh.token && refresh.expiresAtMs > now();
        return known ? grant() : oauthError(-14014, 'Invalid refresh token');
      }
      const code = form.get('code') ?? '';
      const livesUntilMs = codes.get(code) ?? 0;
      codes.delete(code);
      return livesUntilMs > now() ? grant() : oauthError(-118, 'Invalid grant');
    },
  };
}

/** Errors of the token desk come under HTTP 200 too. */
function oauthError(error: number, reason: string): FakeAnswer {
  return {
    kind: 'json',
    status: 200,
    body: { error, error_name: reason, error_reason: reason, ref_doc: '' },
  };
}
