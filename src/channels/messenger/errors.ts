import { HttpError, type HttpResponse } from '../../lib/http.ts';
import { SendError } from '../send-error.ts';
import { VERDICT_OF_CODE, VERDICT_OF_SUBCODE, type Verdict } from './error-table.ts';
import { DEFAULT_THROTTLE_MS, LONG_THROTTLE_MS } from './limits.ts';
import { graphRefusalSchema } from './schema.ts';
import { regainAccessMs } from './usage.ts';

/** A refusal as Graph writes it into the body. */
export interface GraphRefusal {
  code: number;
  subcode: number | undefined;
  isTransient: boolean;
}

/** The refusal in an answer, whatever its HTTP status; null when there is none. */
export function refusalOf(response: HttpResponse): GraphRefusal | null {
  const parsed = graphRefusalSchema.safeParse(response.body);
  if (!parsed.success) return null;
  const { code, error_subcode: subcode, is_transient: isTransient = false } = parsed.data.error;
  return { code, subcode, isTransient };
}

/** The error of an answer that is not a success: by code and subcode, never by the words of its message. */
export function sendErrorOf(response: HttpResponse): SendError {
  const refusal = refusalOf(response);
  return refusal ? errorOfRefusal(refusal, response) : errorOfStrangeAnswer(response.status);
}

/** The error of a call that got no answer; one of our own goes through. */
export function sendErrorOfFailure(error: unknown): SendError {
  if (error instanceof SendError) return error;
  if (!(error instanceof HttpError)) return new SendError('unknown-outcome', { platformCode: 'UNKNOWN' });
  const platformCode = error.code;
  return new SendError(error.kind === 'not-sent' ? 'unreachable' : 'unknown-outcome', { platformCode });
}

/**
 * The same for calls that nobody sees (uploads, look-ups, menu): repeating them does no harm, so that an open outcome is
 * only a failure to be tried again.
 */
export function harmlessErrorOf(error: unknown): SendError {
  const known = sendErrorOfFailure(error);
  if (known.code !== 'unknown-outcome') return known;
  const answered = error instanceof SendError;
  return new SendError(answered ? 'platform-busy' : 'unreachable', {
    platformCode: known.platformCode ?? 'UNKNOWN',
  });
}

function errorOfRefusal(refusal: GraphRefusal, response: HttpResponse): SendError {
  const { code, subcode } = refusal;
  const platformCode = subcode === undefined ? String(code) : `${code}/${subcode}`;
  const exact = VERDICT_OF_CODE.get(platformCode) ?? VERDICT_OF_SUBCODE.get(subcode ?? 0);
  const verdict = exact ?? VERDICT_OF_CODE.get(String(code)) ?? guess(refusal);
  const details = { platformCode, unlisted: exact === undefined };
  if (verdict === 'long-throttle')
    return new SendError('throttled', { ...details, retryAfterMs: LONG_THROTTLE_MS });
  if (verdict === 'throttled') {
    const retryAfterMs = regainAccessMs(response.headers) || DEFAULT_THROTTLE_MS;
    return new SendError('throttled', { ...details, retryAfterMs });
  }
  if (verdict !== 'busy-if-transient') return new SendError(verdict, details);
  return new SendError(refusal.isTransient ? 'platform-busy' : 'recipient-blocked', details);
}

/** For codes outside the table: Meta's own flag, and negative ones pass (§3.6). */
function guess({ code, isTransient }: GraphRefusal): Verdict {
  return isTransient || code < 0 ? 'platform-busy' : 'rejected';
}

const TOO_MANY_REQUESTS = 429;
const FIRST_REDIRECT = 300;
const FIRST_SERVER_ERROR = 500;

/**
 * An answer without Graph's own error: of a proxy, cut off, or a success that names no message. Only 3xx and 4xx say that
 * nothing was taken.
 */
function errorOfStrangeAnswer(status: number): SendError {
  const details = { platformCode: `http-${status}` };
  if (status === TOO_MANY_REQUESTS)
    return new SendError('throttled', { ...details, retryAfterMs: DEFAULT_THROTTLE_MS });
  if (status >= FIRST_REDIRECT && status < FIRST_SERVER_ERROR) return new SendError('rejected', details);
  return new SendError('unknown-outcome', details);
}
