import type { Conversation } from '../../domain/conversation.ts';
import { changeConversation } from '../change-conversation.ts';
import { allRecords } from '../change-record.ts';
import type { EffectDeps } from '../effects/effect-context.ts';
import { peopleOf } from './linked-people.ts';

type Deps = Pick<EffectDeps, 'stores' | 'conversations' | 'ids' | 'clock'>;

/** Ids of the chats that are linked with a person's own. */
export async function otherChats(personId: string, { stores }: Pick<Deps, 'stores'>): Promise<string[]> {
  const chats: string[] = [];
  const [, ...others] = await peopleOf(personId, stores);
  for (const other of others) {
    for await (const { id } of allRecords(stores.identities, { index: 'byPerson', equals: [other] }))
      chats.push(id);
  }
  return chats;
}

/**
 * What a person decides for themselves holds in their other chat too.
 *
 * @throws {Error} while a turn of that chat runs; the effect is applied again.
 */
export async function changeOtherChats(
  personId: string,
  change: (conversation: Conversation) => Conversation,
  deps: Deps,
): Promise<void> {
  for (const id of await otherChats(personId, deps)) await changeConversation(id, change, deps);
}
