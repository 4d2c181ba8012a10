import { z } from 'zod';
import { exactChoice, readChoice } from '../choices.ts';
import { type Choice, READS_MORE, SKIP, SKIP_CHOICE, type StepContext, stepType } from '../step.ts';
import { target } from '../target.ts';
import { textSchema } from '../texts.ts';

const schema = z.strictObject({
  type: z.literal('ask-number'),
  text: textSchema,
  save: z.string(),
  min: z.number().int().optional(),
  max: z.number().int().optional(),
  /** Asks once more when the number is below or above what is usual. */
  'sure-below': z.number().int().optional(),
  'sure-above': z.number().int().optional(),
  /** `things`: any one number in the answer counts ("40 tờ"); otherwise only a number of people. */
  of: z.enum(['people', 'things']).optional(),
  skip: z.boolean().optional(),
  ...READS_MORE,
  next: target,
});

type Data = z.infer<typeof schema>;

const DEFAULT_MAX = 100_000;
const SURE: Choice[] = [
  { value: 'yes', title: 'Đúng', means: 'yes' },
  { value: 'no', title: 'Nhập lại', means: 'no', words: ['sai', 'sua'] },
];

/** One whole number, also in words ("năm chục"). `0` is zero here, not the menu. */
export const askNumber = stepType<Data>({
  type: 'ask-number',
  schema,
  keeps: 'number',
  takesNumber: true,
  correctable: true,
  example: `
type: ask-number
text: Có bao nhiêu người dự?
save: total
sure-above: 300
next: end
`,
  describe: (step) => ({
    edges: [{ label: 'next', to: step.next }],
    texts: [{ at: ['text'], text: step.text, question: true }],
    saves: [step.save],
    reads: [],
    asks: true,
    buttons: step.skip ? [{ title: SKIP_CHOICE.title, always: true }] : [],
  }),
  enter(step, context) {
    const doubted = doubtedNumber(context);
    if (doubted !== null)
      return { kind: 'ask', text: context.common('number-sure', { number: doubted }), choices: SURE };
    const known = context.answers[step.save];
    if (known !== undefined && !context.editing) {
      if (typeof known === 'number' && isUnusual(step, known) && context.answers[sureKey(step)] !== known) {
        return { kind: 'stay', scratch: { sure: known } };
      }
      return { kind: 'go', edge: 'next', to: step.next };
    }
    return { kind: 'ask', text: context.render(step.text), choices: step.skip ? [SKIP_CHOICE] : [] };
  },
  answer(step, input, context) {
    const go = (value: number | null) => ({
      kind: 'go' as const,
      edge: 'next',
      to: step.next,
      save: { [step.save]: value, ...(value === null ? {} : { [sureKey(step)]: value }) },
    });
    const doubted = doubtedNumber(context);
    const sure = doubted === null ? null : readSure(input, doubted, context);
    if (doubted !== null && sure === 'yes') return go(doubted);
    if (doubted !== null && sure === 'no') return { kind: 'stay', scratch: null };
    if (
      step.skip &&
      (input.tapped === SKIP || exactChoice(input.text, [{ ...SKIP_CHOICE, value: SKIP }])?.value === SKIP)
    ) {
      if (!/^\s*\d+\s*$/.test(input.text)) return go(null);
    }
    const value =
      context.vi.readNumber(input.text).value ?? (step.of === 'things' ? onlyNumber(input.text) : null);
    if (value === null) return { kind: 'unclear' };
    const [min, max] = [step.min ?? 0, step.max ?? DEFAULT_MAX];
    if (!Number.isInteger(value) || value < min || value > max) {
      return { kind: 'refuse', say: context.common('number-range', { min, max }) };
    }
    return isUnusual(step, value) && value !== doubted
      ? { kind: 'stay', scratch: { sure: value } }
      : go(value);
  },
});

function isUnusual(step: Data, value: number): boolean {
  return value < (step['sure-below'] ?? value) || value > (step['sure-above'] ?? value);
}

function doubtedNumber({ scratch }: StepContext): number | null {
  const sure =
    typeof scratch === 'object' && scratch !== null && !Array.isArray(scratch) ? scratch.sure : null;
  return typeof sure === 'number' ? sure : null;
}

function onlyNumber(text: string): number | null {
  const numbers = text.replace(/(\d)\.(?=\d{3}\b)/g, '$1').match(/\d+/g) ?? [];
  return numbers.length === 1 ? Number(numbers[0]) : null;
}

/** Here 1 and 2 are the choices; any other number is a new answer. */
function readSure(
  input: { text: string; tapped: string | null },
  doubted: number,
  context: StepContext,
): string | null {
  if (/\d/.test(input.text) && !/^\s*[12]\s*$/.test(input.text)) return null;
  return (
    readChoice(input, SURE, context.vi, context.common('number-sure', { number: doubted }).text)?.value ??
    null
  );
}

/** Remembers which unusual number was confirmed, so that a correction is asked again. */
function sureKey(step: Data): string {
  return `_sure-${step.save}`;
}
