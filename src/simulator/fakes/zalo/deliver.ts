import { createHash } from 'node:crypto';
import type { ZaloWebhookEvent } from './events.ts';

/** Zalo sends again 30 s, 5 min, 15 min, 30 min and 1 h after a failed delivery (dossier §1.3). */
export const RESEND_PAUSES_MS: readonly number[] = [30, 300, 900, 1_800, 3_600].map(
  (seconds) => seconds * 1_000,
);

const OK = 200;

export interface SignedRequest {
  headers: Record<string, string>;
  body: string;
}

export interface Delivery {
  /** HTTP status of the last try; null when there was no answer. */
  status: number | null;
  tries: number;
}

export interface DeliverOptions {
  /** How many resends may follow a failed delivery, 0–5. Default 0. */
  resends?: number;
  /** Begins as the resend of this number, for duplicates. Default 0: the first delivery. */
  numRetry?: number;
}

/** Signs as the dossier's §2 says: plain SHA-256 of app id, body, timestamp and OA secret key. */
export function signEvent(
  event: ZaloWebhookEvent,
  account: { appId: string; oaSecretKey: string },
): SignedRequest {
  const body = JSON.stringify(event);
  const mac = createHash('sha256')
    .update(account.appId + body + String(event.timestamp ?? '') + account.oaSecretKey)
    .digest('hex');
  return {
    headers: {
      'content-type': 'application/json',
      'user-agent': 'ZaloWebhook',
      'x-zevent-server': 'OA OpenAPI',
      'x-zevent-signature': `mac=${mac}`,
    },
    body,
  };
}

/**
 * Posts a signed event and, while the answer is not 200, posts it again with `num_retry`.
 *
 * @param pause - Waits between the tries; the platform's own pauses are {@link RESEND_PAUSES_MS}.
 */
export async function deliverSigned(
  url: string,
  { headers, body }: SignedRequest,
  pause: (ms: number) => Promise<void>,
  { resends = 0, numRetry = 0 }: DeliverOptions = {},
): Promise<Delivery> {
  for (let tries = 1; ; tries += 1) {
    const resend = numRetry + tries - 1;
    const status = await post(url, body, resend > 0 ? { ...headers, num_retry: String(resend) } : headers);
    if (status === OK || tries > resends) return { status, tries };
    await pause(RESEND_PAUSES_MS[Math.min(tries, RESEND_PAUSES_MS.length) - 1] ?? 0);
  }
}

async function post(url: string, body: string, headers: Record<string, string>): Promise<number | null> {
  try {
    const response = await fetch(url, { method: 'POST', headers, body });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return null;
  }
}
