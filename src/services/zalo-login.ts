import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { Minute } from '../lib/duration.ts';

/** The address that `loa zalo login` prints is good for so long. */
const STATE_LIFE_MS = 60 * Minute.ms;

/** Where Zalo sends the administrator back to, below `PUBLIC_URL`; the same must stand in the settings of the app. */
export const GRANT_CALLBACK_PATH = '/zalo/oauth/callback';

/**
 * `state` of a grant: proves that it was begun by somebody who holds the secret key, and not long ago. The code that comes
 * back with it works once, so that the state need not be remembered.
 */
export function grantState(secretKey: string, nowMs: number): string {
  const untilMs = nowMs + STATE_LIFE_MS;
  return `${untilMs}.${macOf(secretKey, untilMs)}`;
}

export function isGrantState(secretKey: string, state: string, nowMs: number): boolean {
  const match = /^(\d{13})\.([\w-]{43})$/.exec(state);
  if (!match) return false;
  const untilMs = Number(match[1]);
  if (untilMs < nowMs || untilMs > nowMs + STATE_LIFE_MS) return false;
  return timingSafeEqual(Buffer.from(match[2] as string), Buffer.from(macOf(secretKey, untilMs)));
}

function macOf(secretKey: string, untilMs: number): string {
  const key = Buffer.from(hkdfSync('sha256', secretKey, '', 'zalo grant', 32));
  return createHmac('sha256', key).update(String(untilMs)).digest('base64url');
}
