import { z } from 'zod';
import type { FlowValue } from '../../domain/flow-state.ts';
import { fullNameIn } from '../../vi/full-name.ts';
import { exactChoice, isSaid, isSaidWithin, readChoice } from '../choices.ts';
import { conditionSchema, holds } from '../condition.ts';
import { pathsOfCondition, pathsOfTemplate } from '../paths.ts';
import {
  type Choice,
  READS_MORE,
  SKIP,
  SKIP_CHOICE,
  type StepContext,
  type StepInput,
  type StepResult,
  stepType,
} from '../step.ts';
import { target } from '../target.ts';
import { fill } from '../template.ts';
import { textSchema } from '../texts.ts';

const option = z.strictObject({
  value: z.string().min(1),
  title: z.string().min(1),
  words: z.array(z.string()).optional(),
  /** Words by which the sentence that opened the flow has chosen already; of two choices named so, neither is taken. */
  opening: z.array(z.string().min(1)).min(1).optional(),
  means: z.enum(['yes', 'no']).optional(),
  if: conditionSchema.optional(),
  next: target.optional(),
});

const hears = z.strictObject({ words: z.array(z.string().min(1)).min(1), say: textSchema });

/** Choices made from a list in the data: `item` is each element in turn. */
const from = z.strictObject({
  list: z.string(),
  value: z.string(),
  title: z.string(),
  /** Another way of saying it, such as a name without what stands behind it in the title. */
  words: z.string().optional(),
  next: target.optional(),
  /** Answer key that keeps the whole element. */
  save: z.string().optional(),
  /** Only the newest so many, newest first. */
  last: z.number().int().min(1).optional(),
});

const schema = z.strictObject({
  type: z.literal('choose'),
  text: textSchema,
  save: z.string().optional(),
  from: from.optional(),
  options: z.array(option).optional(),
  /** Numbered lines in the text instead of buttons. */
  list: z.boolean().optional(),
  /** Takes the only choice of `from` without asking. */
  'take-only': z.boolean().optional(),
  skip: z.boolean().optional(),
  /** Words that are no answer yet: what to say to them before the question comes again. */
  hears: z.array(hears).min(1).optional(),
  ...READS_MORE,
  /** Where to go when the answer is a full name instead of a choice, and where it is kept. */
  name: z.strictObject({ save: z.string(), next: target }).optional(),
  next: target.optional(),
});

type Data = z.infer<typeof schema>;

interface Way extends Choice {
  next: string;
  item: Record<string, FlowValue> | null;
}

/** One question, one choice: by button, number, title or free words. */
export const choose = stepType<Data>({
  type: 'choose',
  schema,
  example: `
type: choose
text: Tổ đã tổ chức buổi nào trong quý này chưa?
save: answer
options:
  - { value: held, title: Rồi, means: 'yes' }
  - { value: not-held, title: Chưa, means: 'no', next: reason }
next: end
`,
  describe: (step) => ({
    edges: [
      ...(step.from ? [{ label: 'item', to: step.from.next ?? step.next ?? '' }] : []),
      ...(step.options ?? []).map((way) => ({ label: way.value, to: way.next ?? step.next ?? '' })),
      ...(step.skip ? [{ label: SKIP, to: step.next ?? '' }] : []),
      ...(step.name ? [{ label: 'name', to: step.name.next }] : []),
    ],
    texts: [
      { at: ['text'], text: step.text, question: true },
      ...(step.hears ?? []).map(({ say }, index) => ({
        at: ['hears', index, 'say'],
        text: say,
        question: false,
      })),
    ],
    saves: [step.save, step.from?.save, step.name?.save].filter((key) => key !== undefined),
    reads: [
      ...(step.from ? [step.from.list, ...pathsOfTemplate(step.from.title)] : []),
      ...(step.options ?? []).flatMap((way) => [
        ...(way.if ? pathsOfCondition(way.if) : []),
        ...pathsOfTemplate(way.title),
      ]),
    ],
    asks: true,
    buttons:
      step.list || step.from
        ? []
        : (step.options ?? []).map((way) => ({ title: way.title, always: !way.if })),
  }),
  enter(step, context) {
    const ways = waysOf(step, context);
    const known = step.save === undefined || context.editing ? undefined : context.answers[step.save];
    if (known === null && step.skip) return { kind: 'go', edge: SKIP, to: step.next ?? 'end' };
    const way =
      ways.find(({ value }) => known !== undefined && value === known) ??
      (step['take-only'] && ways.length === 1 && !context.editing ? ways[0] : undefined) ??
      openedWith(step, ways, context);
    if (way) return taken(step, way);
    return { kind: 'ask', text: context.render(step.text), choices: ways, list: step.list };
  },
  answer(step, input, context) {
    const named = nameOf(step, input, context);
    if (named) return named;
    const way = readChoice(input, waysOf(step, context), context.vi, context.render(step.text).text);
    if (way) return taken(step, way as Way);
    const heard = step.hears?.find(({ words }) => isSaid(input.text, words));
    return heard ? { kind: 'refuse', say: context.render(heard.say) } : { kind: 'unclear' };
  },
});

/** The name itself, where it was only asked whether a shown one is right. */
function nameOf(step: Data, input: StepInput, context: StepContext): StepResult | null {
  if (!step.name || input.tapped !== null || exactChoice(input.text, waysOf(step, context))) return null;
  const name = fullNameIn(input.text);
  if (name === null) return null;
  return { kind: 'go', edge: 'name', to: step.name.next, save: { [step.name.save]: name } };
}

function taken(step: Data, way: Way): StepResult {
  const save: Record<string, FlowValue> = {};
  if (step.save) save[step.save] = way.value === SKIP && step.skip ? null : way.value;
  if (step.from?.save && way.item) save[step.from.save] = way.item;
  return { kind: 'go', edge: way.item ? 'item' : way.value, to: way.next, save };
}

/** The choice that the sentence which opened the flow has named, when it is only one. */
function openedWith(step: Data, ways: readonly Way[], { opening, editing }: StepContext): Way | undefined {
  if (editing || opening === '') return undefined;
  const named = (step.options ?? []).filter(({ opening: words }) => words && isSaidWithin(opening, words));
  return named.length === 1 ? ways.find(({ value }) => value === named[0]?.value) : undefined;
}

function waysOf(step: Data, context: StepContext): Way[] {
  const fixed = (step.options ?? [])
    .filter((way) => !way.if || holds(way.if, context.resolve))
    .map(({ if: _if, opening: _opening, next, ...way }) => ({
      ...way,
      title: fill(way.title, context.resolve),
      next: next ?? step.next ?? 'end',
      item: null,
    }));
  const skip = step.skip ? [{ ...SKIP_CHOICE, next: step.next ?? 'end', item: null }] : [];
  return [...listed(step, context), ...fixed, ...skip];
}

function listed({ from, next }: Data, context: StepContext): Way[] {
  if (!from) return [];
  const items = context.resolve(from.list);
  if (!Array.isArray(items)) return [];
  const shown = from.last ? items.slice(-from.last).reverse() : items;
  return shown.map((item: Record<string, FlowValue>) => {
    const filled = (text: string) =>
      fill(text, (path) => (path.startsWith('item.') ? item[path.slice(5)] : context.resolve(path)));
    return {
      value: String(item[from.value] ?? ''),
      title: filled(from.title),
      ...(from.words ? { words: [filled(from.words)] } : {}),
      next: from.next ?? next ?? 'end',
      item,
    };
  });
}
