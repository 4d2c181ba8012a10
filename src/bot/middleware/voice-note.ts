import type { Middleware } from 'botbuilder-core';
import type { Message } from '../../domain/message.ts';
import { Minute } from '../../lib/duration.ts';
import { say } from '../adapter.ts';
import { type LoadedTurn, loadedTurn } from '../loaded-turn.ts';

/** Several voice notes in a row are told once; the flow's own answer comes to each. */
const TOLD_MS = 10 * Minute.ms;

/** Beyond so many conversations the oldest is forgotten: they are then told once more. */
const MAX_TOLD = 1_000;

/**
 * Tells everybody who speaks instead of writing that nobody has heard it yet, and where help is. What is said in a
 * recording cannot be checked for danger, so this comes before whatever the flow makes of it: kept for a report or not.
 */
export function voiceNoteAnswer(answerFor: (language: string | null) => Message[]): Middleware {
  const told = new Map<string, { eventKey: string; atMs: number }>();

  function isTold({ conversationId, event, nowMs }: LoadedTurn): boolean {
    const last = told.get(conversationId);
    // The same turn again, after a write that failed, says it again.
    if (last && last.eventKey !== event.key && nowMs - last.atMs < TOLD_MS) return true;
    told.delete(conversationId);
    told.set(conversationId, { eventKey: event.key, atMs: nowMs });
    if (told.size > MAX_TOLD) told.delete(told.keys().next().value as string);
    return false;
  }

  return {
    async onTurn(context, next) {
      const turn = loadedTurn(context);
      if (isVoiceNote(turn) && !isTold(turn)) {
        for (const message of answerFor(turn.conversation.language)) await say(context, message);
      }
      await next();
    },
  };
}

function isVoiceNote({ event }: LoadedTurn): boolean {
  const { attachments = [] } = event.activity;
  return event.kind === 'message' && attachments.some(({ contentType }) => contentType === 'loa/audio');
}
