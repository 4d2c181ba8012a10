import { mayReport } from '../domain/effect.ts';
import type { FlowRun } from '../domain/flow-state.ts';
import { answersPutAside } from './answers-put-aside.ts';
import { exactChoice } from './choices.ts';
import { type Interruption, interruptionIn, isZero } from './commands.ts';
import type { Done } from './done.ts';
import { isStale } from './handle-event.ts';
import { handleFreeText, smallTalk } from './handle-free-text.ts';
import { isJoinCodeAlone } from './join-code.ts';
import { keepLateAnswer } from './late-answer.ts';
import { continueNewest } from './leave.ts';
import { notUnderstood } from './not-understood.ts';
import { isForm, isWorthKeeping, repeat, runOf } from './runs.ts';
import { type CompiledFlow, stepOf } from './spec.ts';
import { startRun } from './start-run.ts';
import type { Choice } from './step.ts';
import { stepTypeOf } from './steps/index.ts';
import type { Turn } from './turn.ts';
import { answer, goToEdit, openQuestion } from './walk.ts';
import { wholeRequest } from './whole-requests.ts';

/** A written message: an answer to the open question, a command, or something new. */
export function handleText(turn: Turn, text: string): Done {
  const run = turn.state.active;
  if (!run) {
    handleFreeText(turn, text);
    return;
  }
  const flow = runOf(turn, run);
  if (!flow) return;
  const choices = openQuestion(turn, run, flow)?.choices ?? [];
  const takesNumber = stepTypeOf(stepOf(flow, run.step)?.type ?? 'say').takesNumber ?? false;
  const titled = exactChoice(text, /^\W*\d+\W*$/.test(text) && takesNumber ? [] : choices);
  const interruption = isZero(text) && takesNumber ? null : interruptionIn(text, turn.tools.vi);
  const request = titled || asksForCode(flow, run) ? null : wholeRequest(turn, text);
  if (request) return startRun(turn, request.flow, { opening: request.opening });
  if (interruption === 'dung' && !titled) return dung(turn, run, flow, choices);
  if (interruption && !titled) return interrupt(turn, interruption);
  if (!titled && choices.length > 0 && isJoinCodeAlone(text)) {
    return startRun(turn, 'join-team', { opening: text });
  }
  if (isStale(turn) && isForm(turn, run)) return offerAgain(turn, run, text);
  if (answer(turn, run, flow, { text, tapped: null })) return;
  if (run.flow === 'unfinished' && answersPutAside(turn, run, text)) return;
  const talk = smallTalk(turn, text);
  if (talk) return repeat(turn, talk);
  if (isForm(turn, run) && run.flow !== 'photos') {
    const { command, whole } = turn.tools.vi.readCommand(text);
    if (!whole || command === 'none' || command === 'greeting') return notUnderstood(turn);
  }
  if (!handleFreeText(turn, text, false)) notUnderstood(turn);
}

/** Where the code of a report or of another chat is asked for, a code is the answer. */
function asksForCode(flow: CompiledFlow, run: FlowRun): boolean {
  return ['ask-report', 'ask-link-code'].includes(stepOf(flow, run.step)?.type ?? '');
}

/** "dung" answers yes where yes can be answered; elsewhere it is asked what was meant. */
function dung(turn: Turn, run: FlowRun, flow: CompiledFlow, choices: readonly Choice[]): Done {
  const yes = choices.find(({ means }) => means === 'yes');
  if (yes && answer(turn, run, flow, { text: '', tapped: yes.value })) return;
  startRun(turn, 'stop-or-yes');
}

/** The form lay for hours: the answer is kept and the form is offered first. */
function offerAgain(turn: Turn, run: FlowRun, text: string): Done {
  turn.note('late-answer');
  keepLateAnswer(turn, run, text);
  startRun(turn, 'unfinished');
}

/** A command that comes in the middle of something, or alone. */
export function interrupt(turn: Turn, what: Interruption): Done {
  turn.note(`command:${what}`);
  turn.state.misunderstood = 0;
  const { active, paused } = turn.state;
  switch (what) {
    case 'continue':
      if (active && active.flow !== 'menu' && active.flow !== 'unfinished') {
        active.touchedAtMs = turn.now.ms;
        return repeat(turn);
      }
      if (paused.length > 0) {
        turn.state.active = null;
        return continueNewest(turn, null);
      }
      return startRun(turn, 'resume');
    case 'my_data':
      return startRun(turn, 'my-data');
    case 'delete_data':
      return startRun(turn, 'delete-data');
    case 'edit':
      return edit(turn);
    case 'cancel':
      return cancel(turn);
    case 'dung':
      return startRun(turn, 'stop-or-yes');
    default:
      return startRun(turn, what);
  }
}

function edit(turn: Turn): Done {
  const run = turn.state.active;
  const flow = run && runOf(turn, run);
  if (run && !flow) return;
  if (run && flow) {
    run.touchedAtMs = turn.now.ms;
    if (!goToEdit(turn, run, flow)) repeat(turn, turn.common('nothing-to-edit'));
    return;
  }
  if (turn.state.paused.length > 0) return startRun(turn, 'unfinished');
  if (turn.me.returnedCode) return startRun(turn, 'correct-report', { opening: turn.me.returnedCode });
  if (turn.me.memberships.some(({ role }) => mayReport(role))) return startRun(turn, 'my-reports');
  turn.sayCommon('nothing-to-edit');
}

/** Leaves what is open. Never stops the notices: that is "dừng". */
function cancel(turn: Turn): Done {
  const run = turn.state.active;
  if (!run) {
    if (turn.state.paused.length > 0) return startRun(turn, 'unfinished');
    return turn.sayCommon('nothing-open');
  }
  turn.state.active = null;
  const waits = run.flow === 'unfinished' ? turn.state.paused.at(-1) : undefined;
  if (waits) return turn.sayCommon('kept-aside', { title: turn.titleOf(waits) });
  if (!isWorthKeeping(turn, run)) return turn.sayCommon('nothing-open');
  turn.add({ type: 'drop-draft', draftId: run.id });
  turn.note('cancelled');
  turn.sayCommon('cancelled', { title: turn.titleOf(run) });
}
