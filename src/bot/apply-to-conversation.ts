import type { Conversation } from '../domain/conversation.ts';
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
    case 'set-language':
      conversation.language = effect.language === 'vi' ? null : effect.language;
      return;
    case 'set-opt-out':
      conversation.optedOut = effect.optedOut;
      return;
    default:
  }
}
