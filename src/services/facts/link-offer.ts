import { partsOfConversationId } from '../../domain/ids.ts';
import { peopleOf } from '../links/linked-people.ts';
import { codeLock } from './code-lock.ts';
import type { LoadFact } from './fact-context.ts';
import { seatNames } from './my-data.ts';

/** What the code of another chat leads to, unless too many wrong ones were tried. */
export const loadLinkOffer: LoadFact<'link-offer'> = async ({ code }, { conversationId, personId }, deps) => {
  const { stores } = deps;
  if ((await codeLock(conversationId, deps)) !== null) return { status: 'locked' };
  const offered = await deps.linkCodes.find(code);
  if (!offered) return { status: 'unknown' };
  if (offered.conversationId === conversationId) return { status: 'own' };
  const channelOf = (id: string) => partsOfConversationId(id).channel;
  if (channelOf(offered.conversationId) === channelOf(conversationId)) return { status: 'same-app' };
  // Whoever has agreed in this very turn has no person yet, and so no link.
  for (const id of [personId, offered.personId]) {
    if (id !== null && (await peopleOf(id, stores)).length > 1) return { status: 'taken' };
  }
  const person = (await stores.people.get(offered.personId))?.value;
  return { status: 'ok', name: person?.name ?? null, seats: await seatNames(offered.personId, stores) };
};
