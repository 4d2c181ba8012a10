import { z } from 'zod';
import type { FlowValue } from '../../domain/flow-state.ts';
import { effectSpecSchema, pathsOfEffect, planEffects } from '../effect-spec.ts';
import { pathsOfTemplate } from '../paths.ts';
import { OPENING } from '../run-keys.ts';
import { stepType } from '../step.ts';
import { target } from '../target.ts';
import { evaluate } from '../template.ts';

const schema = z.strictObject({
  type: z.literal('do'),
  effects: z.array(effectSpecSchema).optional(),
  /** Answers to set: a text, or `{{path}}` for a value. */
  set: z.record(z.string(), z.string()).optional(),
  /** What the person is from now on: decides which menu they see. */
  mode: z.enum(['public', 'member']).optional(),
  /** What the flow that comes next is about, such as a report's code. */
  hand: z.string().optional(),
  next: target,
});

/** Makes something happen: effects, answers, mode. Says nothing. */
export const doStep = stepType<z.infer<typeof schema>>({
  type: 'do',
  schema,
  example: `
type: do
effects:
  - { effect: set-opt-out, optedOut: true }
next: end
`,
  describe: (step) => ({
    edges: [{ label: 'next', to: step.next }],
    texts: [],
    saves: Object.keys(step.set ?? {}),
    reads: [
      ...(step.effects ?? []).flatMap(pathsOfEffect),
      ...Object.values(step.set ?? {}).flatMap(pathsOfTemplate),
      ...pathsOfTemplate(step.hand ?? ''),
    ],
    asks: false,
    buttons: [],
  }),
  enter(step, context) {
    const save: Record<string, FlowValue> = {};
    for (const [key, value] of Object.entries(step.set ?? {})) {
      save[key] = (evaluate(value, context.resolve) ?? null) as FlowValue;
    }
    if (step.hand) save[OPENING] = String(evaluate(step.hand, context.resolve) ?? '');
    const effects = (step.effects ?? []).flatMap((spec) => planEffects(spec, context));
    return { kind: 'go', edge: 'next', to: step.next, save, effects, mode: step.mode };
  },
});
