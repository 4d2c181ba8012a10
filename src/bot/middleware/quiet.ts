import type { Middleware } from 'botbuilder-core';
import type { Effect } from '../../domain/effect.ts';
import { fold } from '../../vi/fold.ts';
import { loadedTurn } from '../loaded-turn.ts';

/** Lets a human answer undisturbed; the word "menu" wakes the bot. Safety has already had its say. */
export const quietWhileHuman: Middleware = {
  async onTurn(context, next) {
    const turn = loadedTurn(context);
    const { quietUntilMs } = turn.conversation;
    if (quietUntilMs === null || quietUntilMs <= turn.nowMs) {
      turn.conversation.quietUntilMs = null;
      await next();
      return;
    }
    if (fold(turn.event.activity.text ?? '') === 'menu') {
      turn.conversation.quietUntilMs = null;
      await next();
      return;
    }
    turn.notes.push('human-answers');
    if (turn.event.kind === 'unsend') {
      // What was taken back goes all the same; only nothing is said about it.
      await next();
      turn.effects = turn.effects.flatMap(withoutWords);
    }
  },
};

function withoutWords(effect: Effect): Effect[] {
  if (effect.type === 'send') return [];
  return effect.type === 'forget-words' ? [{ ...effect, silent: true }] : [effect];
}
