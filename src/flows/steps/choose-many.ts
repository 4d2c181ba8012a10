import { z } from 'zod';
import type { FlowValue } from '../../domain/flow-state.ts';
import { fold } from '../../vi/fold.ts';
import { readChoices } from '../choices.ts';
import { type Choice, READS_MORE, SKIP, SKIP_CHOICE, type StepContext, stepType } from '../step.ts';
import { target } from '../target.ts';
import { fill, LABELS } from '../template.ts';
import { textSchema } from '../texts.ts';

const schema = z.strictObject({
  type: z.literal('choose-many'),
  text: textSchema,
  save: z.string(),
  /** One of the code lists, or a list in the data. */
  codes: z.enum(['forms', 'themes']).optional(),
  from: z.strictObject({ list: z.string(), value: z.string(), title: z.string() }).optional(),
  /** Title of a choice that takes them all. */
  all: z.string().optional(),
  skip: z.boolean().optional(),
  ...READS_MORE,
  next: target,
});

type Data = z.infer<typeof schema>;

const ALL = 'all';

/** One question, one or several choices: "1, 3" or in words. */
export const chooseMany = stepType<Data>({
  type: 'choose-many',
  schema,
  keeps: 'array',
  correctable: true,
  example: `
type: choose-many
text: Buổi này nói về chủ đề gì? Chọn một hoặc nhiều số.
save: themes
codes: themes
next: end
`,
  describe: (step) => ({
    edges: [{ label: 'next', to: step.next }],
    texts: [{ at: ['text'], text: step.text, question: true }],
    saves: [step.save],
    reads: step.from ? [step.from.list] : [],
    asks: true,
    buttons: [],
  }),
  enter(step, context) {
    if (context.answers[step.save] !== undefined && !context.editing) {
      return { kind: 'go', edge: 'next', to: step.next };
    }
    return { kind: 'ask', text: context.render(step.text), choices: choicesOf(step, context), list: true };
  },
  answer(step, input, context) {
    const go = (value: FlowValue) => ({
      kind: 'go' as const,
      edge: 'next',
      to: step.next,
      save: { [step.save]: value },
    });
    const choices = choicesOf(step, context);
    if (step.codes && input.tapped === null && !/^[\d\s,.;và&+]+$/i.test(input.text)) {
      const reading =
        step.codes === 'forms' ? context.vi.readForms(input.text) : context.vi.readThemes(input.text);
      if (reading.codes.length > 0) return go(reading.codes);
    }
    const picked = readChoices(input, choices);
    if (picked.some(({ value }) => value === SKIP)) return go(null);
    if (
      picked.some(({ value }) => value === ALL) ||
      (step.all && /^(tat ca|het|ca hai|ca)$/.test(fold(input.text)))
    ) {
      return go(itemsOf(step, context).map(({ value }) => value));
    }
    if (picked.length > 0) return go(picked.map(({ value }) => value));
    if (/\d/.test(input.text))
      return { kind: 'refuse', say: context.common('choices-unclear', { max: choices.length }) };
    return { kind: 'unclear' };
  },
});

function choicesOf(step: Data, context: StepContext): Choice[] {
  const choices = itemsOf(step, context);
  if (step.all && choices.length > 1) choices.push({ value: ALL, title: step.all });
  if (step.skip) choices.push(SKIP_CHOICE);
  return choices;
}

function itemsOf(step: Data, context: StepContext): Choice[] {
  if (step.codes) return Object.entries(LABELS[step.codes] ?? {}).map(([value, title]) => ({ value, title }));
  const { from } = step;
  const items = from ? context.resolve(from.list) : [];
  if (!from || !Array.isArray(items)) return [];
  return items.map((item: Record<string, unknown>) => ({
    value: String(item[from.value] ?? ''),
    title: fill(from.title, (path) =>
      path.startsWith('item.') ? item[path.slice(5)] : context.resolve(path),
    ),
  }));
}
