import { z } from 'zod';
import { REPORT_ESSENTIALS, reportAnswersIn } from '../report-answers.ts';
import { stepType } from '../step.ts';
import { target } from '../target.ts';

const schema = z.strictObject({
  type: z.literal('read-report'),
  /** At least one field was understood. */
  found: target,
  /** Nothing was. */
  nothing: target,
});

/** Reads a whole report out of the sentence that opened the flow. What is not certain is left to be asked. */
export const readReport = stepType<z.infer<typeof schema>>({
  type: 'read-report',
  schema,
  example: `
type: read-report
found: check
nothing: date
`,
  describe: (step) => ({
    edges: [
      { label: 'found', to: step.found },
      { label: 'nothing', to: step.nothing },
    ],
    texts: [],
    saves: [
      'date',
      'forms',
      'themes',
      'total',
      'female',
      'male',
      'dtts',
      'children',
      'leaflets',
      'understood',
    ],
    reads: [],
    asks: false,
    buttons: [],
  }),
  enter(step, context) {
    const answers = context.opening ? reportAnswersIn(context.opening, context) : {};
    const understood = REPORT_ESSENTIALS.filter((key) => answers[key] !== undefined);
    if (understood.length === 0) return { kind: 'go', edge: 'nothing', to: step.nothing };
    return { kind: 'go', edge: 'found', to: step.found, save: { ...answers, understood } };
  },
});
