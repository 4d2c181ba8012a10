import { type Conversation, newConversation } from '../domain/conversation.ts';
import type { Effect } from '../domain/effect.ts';
import { hashOf } from '../lib/ids.ts';

/** The parts of an effect that live in the conversation document itself. Pure; mutates the turn's own copy. */
export function applyToConversation(
  conversation: Conversation,
  effect: Effect,
  effectId: string,
  nowMs: number,
): void {
  switch (effect.type) {
    case 'give-consent':
      conversation.consent = { textVersion: effect.textVersion, atMs: nowMs };
      // Named after the effect, so that a repeated turn makes the same person.
      conversation.personId ??= `p-${hashOf('person', effectId).slice(0, 24)}`;
      return;
    case 'withdraw-consent':
      conversation.consent = null;
      return;
    case 'erase-me': {
      effect.personId = conversation.personId;
      // What the last message needs stays until it has gone out: the reply window, and the place in time.
      const { lastInteractionAtMs, lastOrder, following, blocked } = conversation;
      Object.assign(conversation, newConversation(), { lastInteractionAtMs, lastOrder, following, blocked });
      return;
    }
    case 'set-language':
      conversation.language = effect.language === 'vi' ? null : effect.language;
      return;
    case 'set-opt-out':
      conversation.optedOut = effect.optedOut;
      return;
    default:
  }
}
