import { mayReport } from '../domain/effect.ts';
import type { Spoken } from './step.ts';
import type { Turn } from './turn.ts';

/** What is said instead of a refusal to somebody whose seat waits for an officer: since when, and whom to call. */
export function waitingRefusal(turn: Turn): Spoken | null {
  const { waitingSeat } = turn.me;
  if (!waitingSeat) return null;
  return turn.common(mayReport(waitingSeat.role) ? 'refused-waiting' : 'refused-waiting-member');
}
