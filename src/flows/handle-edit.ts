import type { Done } from './done.ts';
import { readAnswer } from './reads-more.ts';
import { LAST_STEP, SCRATCH } from './run-keys.ts';
import { repeat, runOf } from './runs.ts';
import { stepOf } from './spec.ts';
import { stepTypeOf } from './steps/index.ts';
import { keepAnswers } from './trail.ts';
import type { Turn } from './turn.ts';
import { contextOf } from './walk.ts';

/**
 * A message was changed after it was sent. When it now reads as another answer to the question answered last, it counts as
 * a correction and that is said; otherwise the person learns how to correct.
 */
export function handleEdit(turn: Turn): Done {
  turn.note('edit');
  const run = turn.state.active;
  if (!run) return turn.sayCommon('edit-seen');
  const flow = runOf(turn, run);
  if (!flow) return;
  const last = run.answers[LAST_STEP];
  const step =
    typeof last === 'string' && run.answers[SCRATCH] === undefined ? stepOf(flow, last) : undefined;
  const type = step && stepTypeOf(step.type);
  if (!step || !type?.correctable || !type.answer) return repeat(turn, turn.common('edit-seen'));
  const context = { ...contextOf(turn, run, flow, ''), scratch: null, editing: false };
  const result = readAnswer(step, { text: turn.event.text, tapped: null }, context);
  if (result.kind !== 'go') return repeat(turn, turn.common('edit-seen'));
  keepAnswers(turn, run, flow, result.save, turn.event.text);
  run.touchedAtMs = turn.now.ms;
  turn.note('corrected-by-edit');
  repeat(turn, turn.common('edit-applied', { words: turn.event.text.slice(0, 80) }));
}
