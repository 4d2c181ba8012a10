import type { Conversation } from '../domain/conversation.ts';
import type { Clock } from '../lib/clock.ts';
import { Second } from '../lib/duration.ts';
import type { Ids } from '../lib/ids.ts';
import type { Conversations } from '../storage/conversations.ts';

const LEASE_MS = 10 * Second.ms;

/**
 * Changes a conversation outside its own turns: another chat of the same person, or one that is erased.
 *
 * @throws {Error} while a turn of it runs; whatever wanted the change is done again later.
 */
export async function changeConversation(
  id: string,
  change: (conversation: Conversation) => Conversation,
  { conversations, ids, clock }: { conversations: Conversations; ids: Ids; clock: Clock },
): Promise<void> {
  const claimed = await conversations.claim(id, ids.next(), clock.systemNow(), LEASE_MS);
  if (!claimed) throw new Error('the conversation is at work; the effect is applied again');
  try {
    await conversations.commit(id, claimed.fence, claimed.version, change(claimed.value));
  } finally {
    await conversations.release(id, claimed.fence);
  }
}
