import type { FlowRun, FlowValue } from '../domain/flow-state.ts';
import { DRAFT_KEYS } from './run-keys.ts';
import { type CompiledFlow, stepOf } from './spec.ts';
import { startRun } from './start-run.ts';
import { stepTypeOf } from './steps/index.ts';
import type { Turn } from './turn.ts';
import { walk } from './walk.ts';

/**
 * The version that a run began with is gone (or uses a step that this build does not know). The person is told; answers
 * that steps of today's version also ask for are kept, and it goes on at the same step where there is one, else
 * from its beginning, where what is known is not asked again. Without any version of the flow the menu comes.
 *
 * @returns null: the turn has been answered.
 */
export function fitRun(turn: Turn, run: FlowRun): null {
  const flow = turn.flows.current(run.flow);
  turn.state.active = null;
  if (!flow) {
    turn.note('flow-gone');
    turn.add({ type: 'drop-draft', draftId: run.id });
    startRun(turn, 'menu', { before: turn.common('flow-gone') });
    return null;
  }
  turn.note('flow-changed');
  for (const [key, value] of Object.entries(run.answers)) {
    if (!DRAFT_KEYS.includes(key) && !fits(flow, key, value)) delete run.answers[key];
  }
  run.hash = flow.hash;
  run.returnTo = [];
  run.question++;
  turn.state.active = run;
  walk(turn, run, flow, asksAt(flow, run.step) ? run.step : flow.start, {
    before: turn.common('flow-changed'),
  });
  return null;
}

/** True when today's version keeps such an answer under this name; what a step asks for outweighs what others set. */
function fits(flow: CompiledFlow, key: string, value: FlowValue): boolean {
  const types = Object.values(flow.steps)
    .map((step) => ({ type: stepTypeOf(step.type), shape: stepTypeOf(step.type).describe(step) }))
    .filter(({ shape }) => shape.saves.includes(key));
  const asking = types.filter(({ shape }) => shape.asks);
  return (asking.length > 0 ? asking : types).some(({ type: { keeps } }) => {
    return value === null || !keeps || (keeps === 'array' ? Array.isArray(value) : typeof value === keeps);
  });
}

function asksAt(flow: CompiledFlow, id: string): boolean {
  const step = stepOf(flow, id);
  return step !== undefined && stepTypeOf(step.type).describe(step).asks;
}
