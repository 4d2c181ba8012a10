import type { FlowRun } from '../domain/flow-state.ts';
import type { Done } from './done.ts';
import { fitRun } from './fit-run.ts';
import { LAST_STEP, LATE_ANSWER, MEDIA, PHOTOS, RECORDINGS, UNDERSTOOD, WAITING } from './run-keys.ts';
import type { CompiledFlow } from './spec.ts';
import type { Spoken } from './step.ts';
import type { Turn } from './turn.ts';
import { waitingMedia } from './waiting-media.ts';
import { walk } from './walk.ts';

/** The version that a run stands on; see {@link fitRun} for what happens when it is gone. */
export function runOf(turn: Turn, run: FlowRun): CompiledFlow | null {
  return turn.flows.version(run.hash) ?? fitRun(turn, run);
}

/** Asks the open question again, with a word before it. */
export function repeat(turn: Turn, before: Spoken | null = null): Done {
  const run = turn.state.active;
  const flow = run && runOf(turn, run);
  if (run && flow) walk(turn, run, flow, run.step, { before, again: true });
}

/** A run whose answers are worth keeping. */
export function isForm(turn: Turn, run: FlowRun): boolean {
  return Boolean((turn.flows.version(run.hash) ?? turn.flows.current(run.flow))?.form);
}

/** A form, or photos that still wait to be told where they belong. */
export function isWorthKeeping(turn: Turn, run: FlowRun): boolean {
  return isForm(turn, run) || waitingMedia(run.answers).length > 0;
}

/** Each of these says that the person has given something: an answer, a sentence that was read, a photo. */
const GIVEN = [LAST_STEP, LATE_ANSWER, UNDERSTOOD, PHOTOS, RECORDINGS, MEDIA, WAITING] as const;

/** A run whose first question stands unanswered, with nothing else given either. */
export function isUntouched({ answers }: FlowRun): boolean {
  return GIVEN.every((key) => answers[key] === undefined);
}
