import { createHmac } from 'node:crypto';
import type { Clock } from '../../lib/clock.ts';
import { Second } from '../../lib/duration.ts';
import { type HttpClient, HttpError, type HttpRequest, type HttpResponse } from '../../lib/http.ts';
import { SendError } from '../send-error.ts';
import { sendErrorOfCode, uploadErrorOfCode } from './errors.ts';
import { TokenUnavailableError } from './refresh-call.ts';
import { zaloAnswerSchema } from './schema.ts';
import type { ZaloTokens } from './tokens.ts';
import type { UsageWatch } from './usage.ts';

/** Code of a failure for which Zalo was not asked: there is no token to ask with. */
export const NO_TOKEN = 'no-token';

/**
 * What a lost answer means: a `send` may have reached the person, an `upload` or a `read` can be repeated without harm.
 */
export type CallPurpose = 'send' | 'upload' | 'read';

/** Calls openapi.zalo.me with a valid token. */
export interface ZaloApi {
  /**
   * @returns `data` of the answer.
   * @throws {SendError}
   */
  call(request: HttpRequest, purpose: CallPurpose): Promise<unknown>;
}

export interface ZaloApiDeps {
  http: HttpClient;
  tokens: ZaloTokens;
  clock: Clock;
  usage: Pick<UsageWatch, 'note'>;
  /** Key of `appsecret_proof`; null leaves the header out (platform dossier "Zalo" §3.5). */
  proofSecret: string | null;
}

/** A refused token is refreshed and the call made again, once (§3.4). */
export function createZaloApi(deps: ZaloApiDeps): ZaloApi {
  async function callWith(token: string, request: HttpRequest, purpose: CallPurpose): Promise<unknown> {
    stopIfGivenUp(request);
    const headers = { ...request.headers, ...tokenHeaders(token, deps.proofSecret) };
    const response = await deps.http.request({ ...request, headers }).catch((error: unknown) => {
      throw sendErrorOfHttp(error, purpose);
    });
    deps.usage.note(response.headers);
    return judgeAnswer(response, purpose, deps.clock.businessNow());
  }

  return {
    async call(request, purpose) {
      stopIfGivenUp(request);
      const token = await tokenOrSendError(() => deps.tokens.access(request.signal));
      try {
        return await callWith(token, request, purpose);
      } catch (error) {
        if (!(error instanceof SendError) || error.code !== 'token-expired') throw error;
        const fresh = await tokenOrSendError(() => deps.tokens.replace(token, request.signal));
        return callWith(fresh, request, purpose);
      }
    },
  };
}

/** Before the first byte nothing is ambiguous. */
function stopIfGivenUp({ signal }: HttpRequest): void {
  if (signal?.aborted) throw new SendError('unreachable', { platformCode: 'given-up' });
}

function tokenHeaders(token: string, proofSecret: string | null): Record<string, string> {
  if (proofSecret === null) return { access_token: token };
  return { access_token: token, appsecret_proof: appsecretProof(token, proofSecret) };
}

/** A true HMAC, unlike the webhook's digest (§3.5). */
export function appsecretProof(token: string, appSecret: string): string {
  return createHmac('sha256', appSecret).update(token).digest('hex');
}

async function tokenOrSendError(obtain: () => Promise<string>): Promise<string> {
  try {
    return await obtain();
  } catch (error) {
    const needsConsent = error instanceof TokenUnavailableError && error.reason === 'needs-consent';
    throw new SendError(needsConsent ? 'account-stopped' : 'unreachable', { platformCode: NO_TOKEN });
  }
}

function sendErrorOfHttp(error: unknown, purpose: CallPurpose): SendError {
  const surelyNotSent = error instanceof HttpError && error.kind === 'not-sent';
  const ambiguous = purpose === 'send' && !surelyNotSent;
  const platformCode = error instanceof HttpError ? error.code : 'UNKNOWN';
  return new SendError(ambiguous ? 'unknown-outcome' : 'unreachable', { platformCode });
}

const HTTP_UNAUTHORIZED = 401;
const HTTP_TOO_MANY = 429;
const HTTP_CLIENT_ERROR = 400;
const HTTP_SERVER_ERROR = 500;

/** Zalo's word counts before the HTTP status: its errors come under 200 (§4.1). */
function judgeAnswer(response: HttpResponse, purpose: CallPurpose, nowMs: number): unknown {
  const answer = zaloAnswerSchema.safeParse(response.body).data;
  if (!answer) throw sendErrorOfStatus(response, purpose);
  const code = answer.error;
  if (code === '0') return answer.data;
  const error = purpose === 'upload' ? uploadErrorOfCode(code, nowMs) : sendErrorOfCode(code, nowMs);
  if (error.unlisted && response.status >= HTTP_SERVER_ERROR) throw sendErrorOfStatus(response, purpose);
  throw error;
}

/** An answer that is not Zalo's: a gateway's page, or a broken one. */
function sendErrorOfStatus({ status, headers }: HttpResponse, purpose: CallPurpose): SendError {
  const platformCode = `http-${status}`;
  if (status === HTTP_UNAUTHORIZED) return new SendError('token-expired', { platformCode });
  if (status === HTTP_TOO_MANY) {
    const retryAfterSeconds = Number(headers['retry-after']);
    const told = retryAfterSeconds > 0 ? { retryAfterMs: retryAfterSeconds * Second.ms } : {};
    return new SendError('throttled', { platformCode, ...told });
  }
  if (status >= HTTP_CLIENT_ERROR && status < HTTP_SERVER_ERROR) {
    return new SendError('rejected', { platformCode, unlisted: true });
  }
  return new SendError(purpose === 'send' ? 'unknown-outcome' : 'platform-busy', { platformCode });
}
