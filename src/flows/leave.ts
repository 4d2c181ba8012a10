import type { FlowRun } from '../domain/flow-state.ts';
import { attachMedia } from './attach-media.ts';
import type { Done } from './done.ts';
import { lateAnswer } from './late-answer.ts';
import { LATE_ANSWER, OPENING, THEN, WAITING } from './run-keys.ts';
import { isForm, repeat, runOf } from './runs.ts';
import type { CompiledFlow } from './spec.ts';
import { startRun } from './start-run.ts';
import type { Spoken } from './step.ts';
import { flowOfTarget } from './target.ts';
import type { Turn } from './turn.ts';
import { type WaitingMedia, waitingMedia } from './waiting-media.ts';
import { answer } from './walk.ts';

/** The active run is over; goes where its last step leads. */
export function leave(turn: Turn, run: FlowRun, to: string, before: Spoken | null = null): Done {
  if (turn.state.active === run) turn.state.active = null;
  const wanted = run.answers[THEN];
  const opening = String(run.answers[OPENING] ?? '');
  const flow = flowOfTarget(to);
  if (flow) return startRun(turn, flow, { before, opening, waiting: waitingMedia(run.answers) });
  switch (to) {
    case 'menu':
      return startRun(turn, 'menu', { before });
    case 'then':
      if (typeof wanted !== 'string') return startRun(turn, 'menu', { before });
      return startRun(turn, wanted, { before, opening, waiting: waitingMedia(run.answers) });
    case 'continue':
      return continueNewest(turn, run, before);
    case 'discard':
      return discardNewest(turn, run);
    default:
      if (before) turn.say(before);
      return comeBack(turn);
  }
}

/** After a flow has ended: back to what it interrupted, or a word on what is still unfinished. */
function comeBack(turn: Turn): Done {
  const { state, held } = turn;
  if (held) {
    turn.held = null;
    state.active = held;
    return repeat(turn, turn.common('back-to-question'));
  }
  const newest = state.paused.at(-1);
  if (!newest) return;
  if (!turn.justPaused.has(newest.id)) return startRun(turn, 'unfinished');
  state.active = state.paused.pop() ?? null;
  repeat(turn, turn.common('back-to-question'));
}

/** Takes up the form that was put aside last. */
export function continueNewest(turn: Turn, from: FlowRun | null, before: Spoken | null = null): Done {
  const run = turn.state.paused.pop();
  if (!run) {
    if (turn.held) return comeBack(turn);
    return startRun(turn, 'menu', { before });
  }
  turn.state.active = run;
  turn.note('continued');
  run.touchedAtMs = turn.now.ms;
  const late = lateAnswer(turn, run);
  delete run.answers[LATE_ANSWER];
  const known = runOf(turn, run);
  if (!known) return;
  if (from) giveMedia(turn, run, known, waitingMedia(from.answers));
  if (late !== null && answer(turn, run, known, { text: late, tapped: null })) return;
  repeat(turn, before);
}

/** Photos that came meanwhile: kept with the draft, or waiting with those that wait already. */
function giveMedia(turn: Turn, run: FlowRun, flow: CompiledFlow, media: readonly WaitingMedia[]): void {
  if (flow.media) attachMedia(turn, run, flow, media);
  else if (media.length > 0)
    run.answers[WAITING] = [...waitingMedia(run.answers), ...media].map((one) => ({ ...one }));
}

function discardNewest(turn: Turn, from: FlowRun): Done {
  const run = turn.state.paused.pop();
  if (run) {
    if (isForm(turn, run)) turn.add({ type: 'drop-draft', draftId: run.id });
    turn.note('discarded');
  }
  const waiting = waitingMedia(from.answers);
  const before = turn.common('discarded', { title: run ? turn.titleOf(run) : '' });
  const wanted = from.answers[THEN] ?? (waiting.length > 0 ? 'photos' : null);
  if (typeof wanted !== 'string') return leave(turn, from, 'end', before);
  startRun(turn, wanted, { before, opening: String(from.answers[OPENING] ?? ''), waiting });
}
