import { unlinkPerson } from '../links/link-people.ts';
import { changeOtherChats, otherChats } from '../links/other-chats.ts';
import type { ApplyEffect } from './effect-context.ts';

/**
 * The conversation forgets its consent in the turn's own write; the proof of it is ended here. It is a person's word, so
 * it holds in their linked chat too, and then nothing links the two any more.
 */
export const applyWithdrawConsent: ApplyEffect<'withdraw-consent'> = async (_effect, context, deps) => {
  const { conversationId, personId } = context;
  if (personId === null) return deps.consents.end(conversationId);
  for (const id of [conversationId, ...(await otherChats(personId, deps))]) {
    await deps.consents.end(id);
    await deps.linkCodes.drop(id);
  }
  await changeOtherChats(
    personId,
    (conversation) => ({ ...conversation, consent: null, optedOut: true }),
    deps,
  );
  await unlinkPerson(personId, deps.stores);
};
