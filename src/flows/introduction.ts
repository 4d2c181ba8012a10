import type { Spoken } from './step.ts';
import type { Turn } from './turn.ts';

/** What a stranger is told before anything else when no welcome comes first: that this is a machine (AI Law, art. 11). */
export function introduction(turn: Turn): Spoken | null {
  return isStranger(turn) ? turn.common('introduction') : null;
}

/** Nobody has been welcomed here yet. */
export function isStranger(turn: Turn): boolean {
  return turn.state.mode === 'new' && !turn.consented;
}
