import { createHash, timingSafeEqual } from 'node:crypto';

const MAX_CHALLENGE_CHARS = 1_024;

/**
 * Answers Meta's question whether this webhook is ours (platform dossier "Messenger" §1.1).
 *
 * @param query - Parameters of the GET; a repeated one is an array and counts as wrong.
 * @returns The challenge, to be sent back alone as `text/plain` with 200; null for 403.
 */
export function answerHandshake(
  query: Readonly<Record<string, unknown>>,
  verifyToken: string,
): string | null {
  const challenge = query['hub.challenge'];
  const token = query['hub.verify_token'];
  if (query['hub.mode'] !== 'subscribe' || typeof token !== 'string' || typeof challenge !== 'string')
    return null;
  if (challenge === '' || challenge.length > MAX_CHALLENGE_CHARS) return null;
  return sameText(token, verifyToken) ? challenge : null;
}

/** Compares digests, so that the time taken tells neither length nor content. */
function sameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
