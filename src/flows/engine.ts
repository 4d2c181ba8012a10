import { MAX_PAUSED_RUNS } from '../domain/flow-state.ts';
import type { EngineInput, EngineOutput, FlowEngine } from './contract.ts';
import { FactMissing } from './fact-needs.ts';
import { FlowFault } from './flow-fault.ts';
import { handleEvent } from './handle-event.ts';
import { type EngineTools, Turn } from './turn.ts';

export type { EngineTools } from './turn.ts';

/** Said when nothing else can be: the flows themselves are broken. */
const LAST_WORDS = 'Xin lỗi anh/chị, em đang gặp trục trặc. Anh/chị gõ "menu" để bắt đầu lại nhé.';

/** Builds the engine. It keeps nothing between runs. */
export function createFlowEngine(tools: EngineTools): FlowEngine {
  return {
    run(input) {
      try {
        const turn = new Turn(input, tools);
        handleEvent(turn);
        return done(turn);
      } catch (error) {
        if (error instanceof FactMissing) return { kind: 'needs', facts: [error.request] };
        if (error instanceof FlowFault || error instanceof RangeError) return wayOut(input, tools);
        throw error;
      }
    },
  };
}

function done({ state, effects, notes }: Turn): EngineOutput {
  return { kind: 'done', state, effects, notes };
}

/** A fault of a flow's author: the run is put aside with all its answers, the person is told and stays free to go on. */
function wayOut(input: EngineInput, tools: EngineTools): EngineOutput {
  const turn = new Turn(input, tools);
  turn.note('flow-fault');
  const { active } = turn.state;
  turn.state.active = null;
  if (active && turn.flows.current(active.flow)?.form)
    turn.state.paused = [...turn.state.paused, active].slice(-MAX_PAUSED_RUNS);
  const words = turn.flows.current('menu')?.texts?.['flow-fault'];
  turn.say({ text: typeof words === 'string' ? words : LAST_WORDS, audio: null });
  return done(turn);
}
