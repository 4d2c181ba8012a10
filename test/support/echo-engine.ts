import type { EngineInput, EngineOutput, FlowEngine, FlowLibrary } from '../../src/flows/contract.ts';

/** An engine that repeats each message, so that tests of the runtime do not depend on any flow. */
export function echoEngine(run: (input: EngineInput) => EngineOutput | null = () => null): FlowEngine {
  return {
    run: (input) =>
      run(input) ?? {
        kind: 'done',
        state: input.state,
        effects: [{ type: 'send', message: { text: `nghe: ${input.event.text}` } }],
        notes: ['answered'],
      },
  };
}

export const NO_FLOWS: FlowLibrary = { current: () => null, version: () => null };
