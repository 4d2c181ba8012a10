import type { ContentShelf } from '../domain/content-item.ts';
import type { FlowRun, FlowValue } from '../domain/flow-state.ts';
import { exactChoice } from './choices.ts';
import type { Done } from './done.ts';
import { FlowFault } from './flow-fault.ts';
import { leave } from './leave.ts';
import { READS, readAnswer } from './reads-more.ts';
import { EDIT, LAST_STEP, OPENING, SCRATCH } from './run-keys.ts';
import { scopeOf } from './scope.ts';
import { type CompiledFlow, stepOf } from './spec.ts';
import type { Spoken, StepContext, StepData, StepInput, StepResult } from './step.ts';
import { wayBackOf } from './steps/fields.ts';
import { stepTypeOf } from './steps/index.ts';
import { flowOfTarget, isStepTarget } from './target.ts';
import { keepAnswers } from './trail.ts';
import type { Turn } from './turn.ts';

/** More steps in one turn than any flow needs: a silent circle that the linter would have refused. */
const MAX_STEPS = 80;

const EMPTY_SHELF: ContentShelf = { items: () => [], message: () => null };

export interface WalkOptions {
  /** Said together with the next question. */
  before?: Spoken | null;
  /** The text that opened the flow. */
  opening?: string;
  /** The question is asked again: its buttons stay good. */
  again?: boolean;
}

/** Goes from `to` on until a question is asked or the flow is left. The run is the active one. */
export function walk(
  turn: Turn,
  run: FlowRun,
  flow: CompiledFlow,
  to: string,
  options: WalkOptions = {},
): Done {
  let opening = options.opening ?? '';
  let before = options.before ?? null;
  let again = options.again ?? false;
  let next = to;
  for (let count = 0; count < MAX_STEPS; count++) {
    if (!isStepTarget(next)) return leave(turn, run, next, before);
    const step = stepOf(flow, next);
    if (!step) throw new FlowFault(`no step ${next} in ${flow.slug}`);
    run.step = next;
    const result = stepTypeOf(step.type).enter(step, contextOf(turn, run, flow, opening));
    if (result.kind === 'ask') {
      if (!again) run.question++;
      turn.ask(run, before, result.text, result.choices ?? [], result.list);
      return;
    }
    again = false;
    if (result.kind === 'go') {
      if (result.say || result.effects?.some(({ type }) => type === 'send')) {
        if (before) turn.say(before);
        before = null;
      }
      next = take(turn, run, flow, step, result, opening);
    } else if (result.kind === 'stay') {
      run.answers[SCRATCH] = result.scratch;
      before = result.say ?? before;
    } else if (result.kind === 'refuse') {
      for (const effect of result.effects ?? []) turn.add(effect);
      for (const key of stepTypeOf(step.type).describe(step).saves) delete run.answers[key];
      before = joined(before, result.say);
      // What opened the flow was no answer: now it is asked for.
      opening = '';
    } else {
      throw new FlowFault(`step ${next} of ${flow.slug} asks nothing`);
    }
  }
  throw new FlowFault(`${flow.slug} goes in circles`);
}

/** Reads an answer to the open question. False when it is not understood: nothing has changed then. */
export function answer(turn: Turn, run: FlowRun, flow: CompiledFlow, input: StepInput): boolean {
  const step = stepOf(flow, run.step);
  if (!step || !stepTypeOf(step.type).answer)
    throw new FlowFault(`step ${run.step} of ${flow.slug} is no question`);
  const isMore =
    input.tapped === null && !exactChoice(input.text, openQuestion(turn, run, flow)?.choices ?? []);
  const result = readAnswer(step, input, contextOf(turn, run, flow, ''));
  if (result.kind === 'unclear' || result.kind === 'ask') return false;
  turn.state.misunderstood = 0;
  run.touchedAtMs = turn.now.ms;
  if (result.kind === 'go') {
    run.answers[LAST_STEP] = run.step;
    turn.note('answered');
    const to = take(turn, run, flow, step, result, input.text || (input.tapped ?? ''));
    // "báo cáo hôm qua họp thôn" to the menu: the flow that is chosen hears all of it.
    if (isMore && flowOfTarget(to) && run.answers[OPENING] === undefined) run.answers[OPENING] = input.text;
    walk(turn, run, flow, to, { before: result.before });
  } else if (result.kind === 'stay') {
    keepAnswers(turn, run, flow, result.save, input.text);
    if (result.scratch === null) delete run.answers[SCRATCH];
    else run.answers[SCRATCH] = result.scratch;
    walk(turn, run, flow, run.step, { before: result.say });
  } else {
    keepAnswers(turn, run, flow, result.save, input.text);
    for (const effect of result.effects ?? []) turn.add(effect);
    turn.note('refused');
    walk(turn, run, flow, run.step, { before: result.say, again: true });
  }
  return true;
}

/** The question that is open, without asking it. */
export function openQuestion(
  turn: Turn,
  run: FlowRun,
  flow: CompiledFlow,
): Extract<StepResult, { kind: 'ask' }> | null {
  const step = stepOf(flow, run.step);
  const result = step ? stepTypeOf(step.type).enter(step, contextOf(turn, run, flow, '')) : null;
  return result?.kind === 'ask' ? result : null;
}

/** Takes a step's way on: keeps what it saves, does what it does. Returns where to. */
function take(
  turn: Turn,
  run: FlowRun,
  flow: CompiledFlow,
  step: StepData,
  result: Extract<StepResult, { kind: 'go' }>,
  said: string,
): string {
  const from = run.step;
  delete run.answers[SCRATCH];
  keepAnswers(turn, run, flow, result.save, said);
  for (const effect of result.effects ?? []) turn.add(effect);
  if (result.mode) turn.state.mode = result.mode;
  if (result.say) turn.say(result.say);
  turn.tools.onEdge?.(flow.slug, from, result.edge);
  if (result.edge === READS) {
    delete run.answers[EDIT];
    run.returnTo = [];
    return result.to;
  }
  const back = wayBackOf(step, from);
  if (back !== null) {
    delete run.answers[EDIT];
    run.returnTo = [];
    if (stepOf(flow, result.edge) && result.to === result.edge) {
      run.answers[EDIT] = result.to;
      run.returnTo = [back];
    }
    return result.to;
  }
  if (run.answers[EDIT] !== from) return result.to;
  delete run.answers[EDIT];
  return run.returnTo.pop() ?? result.to;
}

export function contextOf(turn: Turn, run: FlowRun, flow: CompiledFlow, opening: string): StepContext {
  return {
    vi: turn.tools.vi,
    now: turn.now,
    me: turn.me,
    run,
    resolve: scopeOf(turn, flow, run),
    answers: run.answers,
    scratch: (run.answers[SCRATCH] ?? null) as FlowValue,
    editing: run.answers[EDIT] === run.step,
    opening,
    content: turn.tools.content ?? EMPTY_SHELF,
    load: (request) => turn.load(request),
    render: (text, extra) => turn.render(text, flow, run, extra),
    common: (key, extra) => turn.common(key, extra),
  };
}

/** Goes to the flow's list of corrections. */
export function goToEdit(turn: Turn, run: FlowRun, flow: CompiledFlow): boolean {
  if (!flow.edit) return false;
  delete run.answers[EDIT];
  delete run.answers[SCRATCH];
  run.returnTo = [];
  walk(turn, run, flow, flow.edit);
  return true;
}

function joined(first: Spoken | null, second: Spoken): Spoken {
  return first ? { text: `${first.text}\n${second.text}`, audio: second.audio } : second;
}
