import type { Done } from './done.ts';
import { repeat } from './runs.ts';
import { startRun } from './start-run.ts';
import type { Turn } from './turn.ts';

/** First a word, then the menu (or the way to it), then whom to call; the open question always comes again. */
export function notUnderstood(turn: Turn): Done {
  turn.note('misunderstood');
  const times = ++turn.state.misunderstood;
  if (turn.state.active) {
    if (times === 1) return repeat(turn, turn.common('not-understood'));
    return repeat(turn, turn.common(times === 2 ? 'not-understood-again' : 'not-understood-officer'));
  }
  if (times === 1) return turn.sayCommon('not-understood-free');
  startRun(turn, 'menu', { before: turn.common(times === 2 ? 'not-understood' : 'not-understood-officer') });
}
