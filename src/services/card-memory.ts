import type { InboundEvent } from '../domain/activity.ts';
import type { CardAnswer } from '../domain/event-log.ts';
import type { Clock } from '../lib/clock.ts';

/** How long "1", "2" and "3" answer the card, ms. */
const OPEN_MS = 10 * 60_000;

/** Beyond this many open cards the oldest is forgotten. */
const MAX_OPEN = 1_000;

/** Payloads of the card's three taps. They name no flow, so that no conversation state can tell of a card. */
export const CARD_PAYLOADS: Record<CardAnswer, string> = {
  help: '#lt:safety:help',
  other: '#lt:safety:other',
  back: '#lt:safety:back',
};

const ANSWERS = Object.entries(CARD_PAYLOADS) as [CardAnswer, string][];

const NUMBERS: Record<string, CardAnswer> = { '1': 'help', '2': 'other', '3': 'back' };

/**
 * Knows for a few minutes where the card was just shown, so that a typed number answers it. In memory only: nothing tied
 * to a person survives the card. After a restart the three taps still work, by their payload.
 */
export interface CardMemory {
  /** The card was shown here. */
  shown(conversationId: string): void;
  /** What the event answers to the card, or null when it is about something else. */
  answerOf(event: InboundEvent): CardAnswer | null;
}

export function createCardMemory(clock: Clock): CardMemory {
  const openUntil = new Map<string, number>();
  return {
    shown(conversationId) {
      openUntil.delete(conversationId);
      openUntil.set(conversationId, clock.systemNow() + OPEN_MS);
      if (openUntil.size > MAX_OPEN) openUntil.delete(openUntil.keys().next().value as string);
    },
    answerOf(event) {
      const payload = event.activity.value?.payload ?? event.activity.text;
      for (const [answer, known] of ANSWERS) if (payload === known) return answer;
      if (openUntil.size === 0) return null;
      if ((openUntil.get(event.conversationId) ?? 0) <= clock.systemNow()) return null;
      const answer = NUMBERS[event.activity.text?.trim() ?? ''] ?? null;
      // Anything else that is said closes the card: a later "1" belongs to the open question again.
      openUntil.delete(event.conversationId);
      return answer;
    },
  };
}
