import { Day, Hour, Minute } from '../../lib/duration.ts';
import { SendError, type SendErrorCode } from '../send-error.ts';

/** Codes of openapi.zalo.me and what they mean for a send (platform dossier "Zalo" §6.6, read 2026-11-23). */
const SEND_ERROR_OF_CODE: Readonly<Record<string, SendErrorCode>> = {
  '-32': 'throttled',
  '-100': 'attachment-expired',
  '-200': 'platform-busy', // "send message failed", without more
  '-201': 'message-invalid',
  '-204': 'account-stopped', // OA disabled
  '-205': 'account-stopped', // OA does not exist
  '-209': 'account-stopped', // app not activated
  '-210': 'message-invalid', // over a limit
  '-211': 'quota-exhausted', // out of quota
  '-212': 'account-stopped', // app has not registered this API
  '-213': 'recipient-blocked', // does not follow
  '-214': 'platform-busy', // still being processed
  '-216': 'token-expired',
  '-217': 'recipient-blocked',
  '-218': 'recipient-quota',
  '-219': 'account-stopped', // app removed or disabled
  '-220': 'token-expired',
  '-221': 'account-stopped', // OA needs verification
  '-223': 'account-stopped', // OA has not authorised this API
  '-224': 'account-stopped', // OA package too low
  '-227': 'recipient-blocked', // banned or inactive for more than 45 days
  '-230': 'window-closed',
  '-232': 'window-closed',
  '-233': 'message-invalid', // message type not supported
  '-234': 'night-rule',
  '-235': 'account-stopped', // not for this kind of OA
  '-237': 'account-stopped', // group asset expired
  '-238': 'rejected',
  '-240': 'account-stopped', // API shut down
  '-241': 'rejected',
  '-242': 'account-stopped', // wrong appsecret_proof
  '-244': 'recipient-blocked', // restricted this kind of message
  '-248': 'rejected', // against platform standards
  '-249': 'rejected',
  '-320': 'account-stopped', // no Zalo Cloud Account
  '-321': 'quota-exhausted', // Zalo Cloud Account out of money
  '-403': 'rejected',
  '-1340': 'message-invalid',
  '-1341': 'message-invalid',
  '112': 'account-stopped', // app not linked with an OA
  // Seen in the wild for a bad token.
  '-124': 'token-expired',
  '-401': 'token-expired',
  '216': 'token-expired',
  '401': 'token-expired',
};

/** Answers to a message with buttons that may mean "not these buttons" (§4.2). */
const BUTTON_REFUSALS: readonly string[] = ['-201', '-210', '-233'];

/** Answers to an upload that mean "not this file" (§5.1). */
const UPLOAD_REFUSALS: readonly string[] = ['-201', '-210'];

/** The night rule is taken to mean Vietnamese time (§11, question 10). */
const VIETNAM_OFFSET_MS = 7 * Hour.ms;
/** Night sends go out from 06:05, a little after the rule ends (§6.6). */
const MORNING_MS = 6 * Hour.ms + 5 * Minute.ms;

/** @param code - `error` of an answer, not 0. */
export function sendErrorOfCode(code: string, nowMs: number): SendError {
  const known = Object.hasOwn(SEND_ERROR_OF_CODE, code) ? SEND_ERROR_OF_CODE[code] : undefined;
  if (!known) return new SendError('rejected', { platformCode: code, unlisted: true });
  if (known === 'night-rule')
    return new SendError(known, { platformCode: code, retryAfterMs: untilMorningMs(nowMs) });
  return new SendError(known, { platformCode: code });
}

/** The same for `/upload/*`, where a refused parameter is the file. */
export function uploadErrorOfCode(code: string, nowMs: number): SendError {
  if (UPLOAD_REFUSALS.includes(code)) return new SendError('attachment-rejected', { platformCode: code });
  return sendErrorOfCode(code, nowMs);
}

export function isButtonRefusal(error: unknown): error is SendError {
  return error instanceof SendError && BUTTON_REFUSALS.includes(error.platformCode ?? '');
}

function untilMorningMs(nowMs: number): number {
  const sinceMidnightMs = (nowMs + VIETNAM_OFFSET_MS) % Day.ms;
  return (MORNING_MS - sinceMidnightMs + Day.ms) % Day.ms;
}
