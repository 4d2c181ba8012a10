import { createHmac } from 'node:crypto';
import type { InboundEvent } from '../domain/activity.ts';
import type { CardAnswer } from '../domain/event-log.ts';
import type { Clock } from '../lib/clock.ts';
import type { Whispers } from '../queue/whispers.ts';

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
 * to a person survives the card. Processes whisper it to one another under a keyed hash, so that the number may reach any
 * of them; who has not heard leaves it to the process that works the message off. After a restart the three taps still
 * work, by their payload.
 */
export interface CardMemory {
  /** The card was shown here. */
  shown(conversationId: string): void;
  /**
   * What the event answers to the card, or null when it is about something else.
   *
   * @param atMs - When it was accepted: what was said before the card came answers something else. Default now.
   */
  answerOf(event: InboundEvent, atMs?: number): CardAnswer | null;
}

export interface CardMemoryDeps {
  clock: Clock;
  /** Keys the hash, so that nobody who listens can try ids against it. */
  secretKey: string;
  whispers: Whispers;
}

const TOPIC = 'cards';
const HASH_CHARS = 22;

export function createCardMemory({ clock, secretKey, whispers }: CardMemoryDeps): CardMemory {
  const shownAtMs = new Map<string, number>();
  const nameOf = (conversationId: string) =>
    createHmac('sha256', secretKey)
      .update(`card\0${conversationId}`)
      .digest('base64url')
      .slice(0, HASH_CHARS);

  function open(name: string, atMs: number): void {
    shownAtMs.delete(name);
    shownAtMs.set(name, atMs);
    if (shownAtMs.size > MAX_OPEN) shownAtMs.delete(shownAtMs.keys().next().value as string);
  }

  whispers.hear(TOPIC, (words) => {
    const [name = '', atMs] = words.split(' ');
    if (atMs === undefined) shownAtMs.delete(name);
    else open(name, Number(atMs));
  });

  return {
    shown(conversationId) {
      const name = nameOf(conversationId);
      const atMs = clock.systemNow();
      open(name, atMs);
      whispers.tell(TOPIC, `${name} ${atMs}`);
    },
    answerOf(event, atMs = clock.systemNow()) {
      const payload = event.activity.value?.payload ?? event.activity.text;
      for (const [answer, known] of ANSWERS) if (payload === known) return answer;
      if (shownAtMs.size === 0) return null;
      const name = nameOf(event.conversationId);
      const sinceMs = shownAtMs.get(name);
      if (sinceMs === undefined || atMs < sinceMs || atMs >= sinceMs + OPEN_MS) return null;
      // Anything else that is said closes the card: a later "1" belongs to the open question again.
      shownAtMs.delete(name);
      whispers.tell(TOPIC, name);
      return NUMBERS[event.activity.text?.trim() ?? ''] ?? null;
    },
  };
}
