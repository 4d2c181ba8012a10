import type { Middleware } from 'botbuilder-core';
import type { AcceptedEvent, CardAnswer, SafetyMarker } from '../../domain/event-log.ts';
import type { Message } from '../../domain/message.ts';
import { Minute } from '../../lib/duration.ts';
import { say } from '../adapter.ts';
import { loadedTurn } from '../loaded-turn.ts';

/** After "Không phải, quay lại" only imminent danger raises the card for so long (DESIGN.md §8). */
const MUTED_MS = 10 * Minute.ms;

export interface SafetyCardDeps {
  /** The card's messages, or the answer to a tap on it, in the person's language. */
  cardFor(marker: SafetyMarker, language: string | null): Message[];
  /** The card is on its way to this conversation. */
  shown(conversationId: string): void;
  /** What an event answers to a card of which the process that accepted it had not heard. */
  answerOf(event: AcceptedEvent): CardAnswer | null;
}

/** Kinds by which a person may answer. */
const SPOKEN = new Set(['message', 'edit']);

/**
 * Answers a marker with the card and with nothing else: in every step, at any hour, to everybody. The open flow stays
 * as it is, so that the conversation looks like any other.
 */
export function safetyCard(deps: SafetyCardDeps): Middleware {
  return {
    async onTurn(context, next) {
      const turn = loadedTurn(context);
      const safety = turn.event.safety ?? heardHere(turn.event, deps);
      if (!safety) {
        await next();
        return;
      }
      if (safety.answer === 'back') turn.conversation.cardMutedUntilMs = turn.nowMs + MUTED_MS;
      if (!safety.answer) deps.shown(turn.conversationId);
      for (const message of deps.cardFor(safety, turn.conversation.language)) {
        await say(context, message, 'card');
      }
    },
  };
}

function heardHere(event: AcceptedEvent, deps: SafetyCardDeps): SafetyMarker | null {
  const answer = SPOKEN.has(event.kind) ? deps.answerOf(event) : null;
  return answer && { level: 'disclosure', topic: null, answer };
}
