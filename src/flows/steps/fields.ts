import { z } from 'zod';
import { readChoice } from '../choices.ts';
import { conditionSchema, holds } from '../condition.ts';
import { pathsOfCondition, pathsOfTemplate } from '../paths.ts';
import { type Choice, READS_MORE, type StepContext, stepType } from '../step.ts';
import { target } from '../target.ts';
import { fill } from '../template.ts';
import { textSchema } from '../texts.ts';

const field = z.strictObject({
  /** The step that asks for it. */
  step: z.string(),
  title: z.string(),
  words: z.array(z.string()).optional(),
  /** What is known of it, shown behind the title. */
  value: z.string().optional(),
  if: conditionSchema.optional(),
});

const schema = z.strictObject({
  type: z.literal('fields'),
  text: textSchema,
  fields: z.array(field).min(1),
  /** The way on when nothing more is to be changed. */
  done: z.strictObject({ title: z.string(), words: z.array(z.string()).optional(), next: target }),
  /** After a field: back to this list, or on with `done`. */
  after: z.enum(['list', 'done']),
  ...READS_MORE,
});

type Data = z.infer<typeof schema>;

const DONE = 'done';

/** A list of fields to correct or complete, picked by number. The engine comes back here or goes on when one is answered. */
export const fields = stepType<Data>({
  type: 'fields',
  schema,
  replaces: true,
  example: `
type: fields
text: Anh/chị muốn sửa mục nào?
fields:
  - { step: date, title: Ngày, value: '{{date | date}}' }
  - { step: total, title: Số người, value: '{{total}}' }
done: { title: Xong, next: end }
after: done
`,
  describe: (step) => ({
    edges: [
      ...step.fields.map((entry) => ({ label: entry.step, to: entry.step })),
      { label: DONE, to: step.done.next },
    ],
    texts: [{ at: ['text'], text: step.text, question: true }],
    saves: [],
    reads: step.fields.flatMap((entry) => [
      ...pathsOfTemplate(entry.value ?? ''),
      ...(entry.if ? pathsOfCondition(entry.if) : []),
    ]),
    asks: true,
    buttons: [],
  }),
  enter: (step, context) => ({
    kind: 'ask',
    text: context.render(step.text),
    choices: choicesOf(step, context),
    list: true,
  }),
  answer(step, input, context) {
    const choice = readChoice(input, choicesOf(step, context, false), context.vi, '');
    if (!choice) return { kind: 'unclear' };
    const to = choice.value === DONE ? step.done.next : choice.value;
    return { kind: 'go', edge: choice.value, to };
  },
});

/** Titles show the value only when they are shown; when they are read, the bare title counts. */
function choicesOf(step: Data, context: StepContext, shown = true): Choice[] {
  const entries = step.fields.filter((entry) => !entry.if || holds(entry.if, context.resolve));
  return [
    ...entries.map((entry) => {
      const value = shown && entry.value ? fill(entry.value, context.resolve).trim() : '';
      return {
        value: entry.step,
        title: value ? `${entry.title}: ${value}` : entry.title,
        words: entry.words,
      };
    }),
    { value: DONE, title: step.done.title, words: step.done.words },
  ];
}

/** Where the flow goes once a field picked here is answered; null for any other step. */
export function wayBackOf(step: { type: string }, stepId: string): string | null {
  if (step.type !== 'fields') return null;
  const { after, done } = step as Data;
  return after === 'list' ? stepId : done.next;
}
