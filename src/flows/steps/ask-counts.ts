import { z } from 'zod';
import type { FlowValue } from '../../domain/flow-state.ts';
import { exactChoice } from '../choices.ts';
import { READS_MORE, SKIP_CHOICE, type StepContext, type StepResult, stepType } from '../step.ts';
import { target } from '../target.ts';
import { textSchema } from '../texts.ts';

const schema = z.strictObject({
  type: z.literal('ask-counts'),
  text: textSchema,
  ...READS_MORE,
  next: target,
});

const PARTS = ['female', 'male', 'dtts', 'children'] as const;

type Counts = Record<(typeof PARTS)[number], number | null>;

/** Women, men, people of ethnic minorities and children among `total`, all in one answer; each may be left out. */
export const askCounts = stepType<z.infer<typeof schema>>({
  type: 'ask-counts',
  schema,
  keeps: 'number',
  takesNumber: true,
  correctable: true,
  example: `
type: ask-counts
text: Trong đó bao nhiêu nữ, nam, người DTTS, trẻ em?
next: end
`,
  describe: (step) => ({
    edges: [{ label: 'next', to: step.next }],
    texts: [{ at: ['text'], text: step.text, question: true }],
    saves: [...PARTS],
    reads: ['total'],
    asks: true,
    buttons: [{ title: SKIP_CHOICE.title, always: true }],
  }),
  enter: (step, context) => ({ kind: 'ask', text: context.render(step.text), choices: [SKIP_CHOICE] }),
  answer(step, input, context) {
    const go = (save?: Record<string, FlowValue>): StepResult => ({
      kind: 'go',
      edge: 'next',
      to: step.next,
      save,
    });
    if (input.tapped !== null || (!/\d/.test(input.text) && exactChoice(input.text, [SKIP_CHOICE])))
      return go();
    const read = countsOf(input.text, context);
    if (PARTS.every((part) => read[part] === null)) {
      return { kind: 'refuse', say: context.common('counts-unclear') };
    }
    const merged = Object.fromEntries(
      PARTS.map((part) => [part, read[part] ?? known(part, context)]),
    ) as Counts;
    return contradiction(merged, read, context) ?? go(merged);
  },
});

/** "30 nữ 20 nam 50 dtts 5 trẻ em", or the four numbers in the order of the question. */
function countsOf(text: string, context: StepContext): Counts {
  const bare = /^\s*\d+(?:[\s,;/-]+\d+){1,3}\s*$/.test(text) ? text.match(/\d+/g)?.map(Number) : undefined;
  if (bare) return Object.fromEntries(PARTS.map((part, n) => [part, bare[n] ?? null])) as Counts;
  const { female, male, dtts, children } = context.vi.readCounts(text);
  return { female, male, dtts, children };
}

function known(part: keyof Counts, context: StepContext): number | null {
  const value = context.answers[part];
  return typeof value === 'number' ? value : null;
}

/** female + male = total if both are given; every part at most the total (domain research §1.4). */
function contradiction(counts: Counts, read: Counts, context: StepContext): StepResult | null {
  const total = context.answers.total;
  if (typeof total !== 'number') return null;
  const { female, male } = counts;
  if (female !== null && male !== null && female + male !== total) {
    return { kind: 'refuse', say: context.common('counts-sum', { female, male, sum: female + male, total }) };
  }
  const tooMany = PARTS.find((part) => (read[part] ?? 0) > total);
  return tooMany
    ? { kind: 'refuse', say: context.common('counts-part', { number: read[tooMany], total }) }
    : null;
}
