import { Hour } from '../../lib/duration.ts';
import type { FactDeps } from './fact-context.ts';

/** Wrong tries within an hour after which the conversation is locked (codes must not be guessable). */
export const MAX_WRONG_CODES = 5;

/** Wrong tries within an hour over all conversations: beyond this nobody may try, and operators hear of it. */
export const MAX_WRONG_CODES_OVERALL = 500;

/** Until when no code may be tried here, Unix ms; null when one may. Codes of teams and of chats count together. */
export async function codeLock(
  conversationId: string,
  { stores: { joinAttempts }, clock }: Pick<FactDeps, 'stores' | 'clock'>,
): Promise<number | null> {
  const sinceMs = clock.businessNow() - Hour.ms;
  const own = await joinAttempts.find({
    index: 'byConversation',
    equals: [conversationId],
    from: sinceMs,
    limit: MAX_WRONG_CODES,
    descending: true,
  });
  const oldest = own.items[MAX_WRONG_CODES - 1];
  if (oldest) return oldest.value.atMs + Hour.ms;
  const overall = await joinAttempts.count({ index: 'byTime', from: sinceMs });
  return overall >= MAX_WRONG_CODES_OVERALL ? clock.businessNow() + Hour.ms : null;
}
