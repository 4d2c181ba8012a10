import type { FlowRun } from '../domain/flow-state.ts';
import { LATE_ANSWER } from './run-keys.ts';
import type { Turn } from './turn.ts';

/** Longest late answer that is kept until the form is taken up again, characters. */
const MAX_CHARS = 500;

/** Keeps an answer that came when its form had lain for hours, until the form is taken up again. */
export function keepLateAnswer({ now }: Turn, run: FlowRun, text: string): void {
  run.answers[LATE_ANSWER] = { text: text.slice(0, MAX_CHARS), day: now.local.date };
}

/** The kept answer, or null: "hôm qua" that was said on another day would mean another day now. */
export function lateAnswer({ now }: Turn, run: FlowRun): string | null {
  const kept = run.answers[LATE_ANSWER];
  if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) return null;
  return kept.day === now.local.date && typeof kept.text === 'string' ? kept.text : null;
}
