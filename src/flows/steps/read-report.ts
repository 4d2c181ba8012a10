import { z } from 'zod';
import type { FlowValue } from '../../domain/flow-state.ts';
import { FORM_CODES } from '../../domain/forms.ts';
import { THEME_CODES } from '../../domain/themes.ts';
import type { ReportReading } from '../../vi/vi.ts';
import { type StepContext, stepType } from '../step.ts';
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
    const answers = context.opening ? answersOf(context) : {};
    const understood = ['date', 'forms', 'themes', 'total'].filter((key) => answers[key] !== undefined);
    if (understood.length === 0) return { kind: 'go', edge: 'nothing', to: step.nothing };
    return { kind: 'go', edge: 'found', to: step.found, save: { ...answers, understood } };
  },
});

function answersOf(context: StepContext): Record<string, FlowValue> {
  const reading = context.vi.readReport(context.opening, context.now.local);
  const answers: Record<string, FlowValue> = {};
  if (reading.date.kind === 'date') answers.date = reading.date.date;
  const forms = reading.forms.filter((code) => (FORM_CODES as string[]).includes(code));
  const themes = reading.themes.filter((code) => (THEME_CODES as string[]).includes(code));
  if (forms.length > 0) answers.forms = forms;
  if (themes.length > 0) answers.themes = themes;
  for (const [key, value] of Object.entries(consistentCounts(reading)))
    if (value !== null) answers[key] = value;
  return answers;
}

/** Parts that contradict the total are not taken over: they will be asked for, or left out. */
function consistentCounts({ total, female, male, dtts, children, leaflets }: ReportReading) {
  if (total === null) return { total, leaflets };
  const fits = (part: number | null) => (part !== null && part <= total ? part : null);
  const sexesFit = female === null || male === null || female + male === total;
  return {
    total,
    leaflets,
    dtts: fits(dtts),
    children: fits(children),
    female: sexesFit ? fits(female) : null,
    male: sexesFit ? fits(male) : null,
  };
}
