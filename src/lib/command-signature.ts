import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { Minute } from './duration.ts';

/** A signed command is good for so long: nobody can keep one and play it again later. */
const MAX_AGE_MS = 1 * Minute.ms;

/** Proves that a command comes from somebody who can read `LOA_SECRET_KEY`: `<unix ms>.<hex>`. */
export function signCommand(secretKey: string, body: string, nowMs: number): string {
  return `${nowMs}.${macOf(secretKey, body, nowMs)}`;
}

export function isCommandSigned(secretKey: string, body: string, signature: string, nowMs: number): boolean {
  const match = /^(\d{13})\.([0-9a-f]{64})$/.exec(signature);
  if (!match) return false;
  const signedAtMs = Number(match[1]);
  if (Math.abs(nowMs - signedAtMs) > MAX_AGE_MS) return false;
  const wanted = Buffer.from(macOf(secretKey, body, signedAtMs), 'hex');
  return timingSafeEqual(wanted, Buffer.from(match[2] as string, 'hex'));
}

function macOf(secretKey: string, body: string, signedAtMs: number): string {
  const key = Buffer.from(hkdfSync('sha256', secretKey, '', 'local commands', 32));
  return createHmac('sha256', key).update(`${signedAtMs}.${body}`).digest('hex');
}
