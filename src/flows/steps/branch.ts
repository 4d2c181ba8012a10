import { z } from 'zod';
import { conditionSchema, holds } from '../condition.ts';
import { pathsOfCondition } from '../paths.ts';
import { stepType } from '../step.ts';
import { target } from '../target.ts';

const schema = z.strictObject({
  type: z.literal('branch'),
  cases: z.array(z.strictObject({ if: conditionSchema, next: target })).min(1),
  else: target,
});

/** Goes the first way whose condition holds, without a word. */
export const branch = stepType<z.infer<typeof schema>>({
  type: 'branch',
  schema,
  example: `
type: branch
cases:
  - if: total > 300
    next: sure
else: end
`,
  describe: (step) => ({
    edges: [
      ...step.cases.map((way, n) => ({ label: String(n + 1), to: way.next })),
      { label: 'else', to: step.else },
    ],
    texts: [],
    saves: [],
    reads: step.cases.flatMap((way) => pathsOfCondition(way.if)),
    asks: false,
    buttons: [],
  }),
  enter: (step, context) => {
    const n = step.cases.findIndex((way) => holds(way.if, context.resolve));
    const way = step.cases[n];
    return way
      ? { kind: 'go', edge: String(n + 1), to: way.next }
      : { kind: 'go', edge: 'else', to: step.else };
  },
});
