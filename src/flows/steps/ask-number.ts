import { z } from 'zod';
import { readChoice } from '../choices.ts';
import { askUnlessKnown, goWith, isSkipped, ONE_ANSWER, shapeOfOneAnswer } from '../one-answer.ts';
import { type Choice, READS_MORE, type StepContext, type StepResult, stepType } from '../step.ts';

const schema = z.strictObject({
  type: z.literal('ask-number'),
  ...ONE_ANSWER,
  min: z.number().int().optional(),
  max: z.number().int().optional(),
  /** Asks once more when the number is below or above what is usual. */
  'sure-below': z.number().int().optional(),
  'sure-above': z.number().int().optional(),
  /** `things`: any one number in the answer counts ("40 tờ"); otherwise only a number of people. */
  of: z.enum(['people', 'things']).optional(),
  ...READS_MORE,
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
  describe: shapeOfOneAnswer,
  enter(step, context) {
    const doubted = doubtedNumber(context);
    if (doubted !== null)
      return { kind: 'ask', text: context.common('number-sure', { number: doubted }), choices: SURE };
    const known = context.answers[step.save];
    const isSure = context.editing || context.answers[sureKey(step)] === known;
    if (typeof known === 'number' && isUnusual(step, known) && !isSure) {
      return { kind: 'stay', scratch: { sure: known } };
    }
    return askUnlessKnown(step, context);
  },
  answer(step, input, context) {
    const doubted = doubtedNumber(context);
    const sure = doubted === null ? null : readSure(input, doubted, context);
    if (doubted !== null && sure === 'yes') return goSure(step, doubted);
    if (doubted !== null && sure === 'no') return { kind: 'stay', scratch: null };
    if (isSkipped(step, input, { figuresAnswer: true })) return goWith(step, null);
    const value =
      context.vi.readNumber(input.text).value ?? (step.of === 'things' ? onlyNumber(input.text) : null);
    if (value === null) return { kind: 'unclear' };
    const [min, max] = [step.min ?? 0, step.max ?? DEFAULT_MAX];
    if (!Number.isInteger(value) || value < min || value > max) {
      return { kind: 'refuse', say: context.common('number-range', { min, max }) };
    }
    return isUnusual(step, value) && value !== doubted
      ? { kind: 'stay', scratch: { sure: value } }
      : goSure(step, value);
  },
});

function goSure(step: Data, value: number): StepResult {
  return { kind: 'go', edge: 'next', to: step.next, save: { [step.save]: value, [sureKey(step)]: value } };
}

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
