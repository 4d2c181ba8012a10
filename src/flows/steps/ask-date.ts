import { z } from 'zod';
import { exactChoice, readChoice } from '../choices.ts';
import type { CommonText } from '../common-texts.ts';
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
import { textSchema } from '../texts.ts';

const schema = z.strictObject({
  type: z.literal('ask-date'),
  text: textSchema,
  save: z.string(),
  /** Which days can be: `past` (today included) or `future`. */
  when: z.enum(['past', 'future']),
  /** Path of the first day that can be. */
  'not-before': z.string().optional(),
  skip: z.boolean().optional(),
  ...READS_MORE,
  next: target,
});

type Data = z.infer<typeof schema>;

const TODAY: Choice = { value: 'today', title: 'Hôm nay' };
const YESTERDAY: Choice = { value: 'yesterday', title: 'Hôm qua' };
const PROPOSED: Choice[] = [
  { value: 'yes', title: 'Đúng', means: 'yes' },
  { value: 'no', title: 'Ngày khác', means: 'no', words: ['sai', 'sua'] },
];

const WHY_ASK: Record<string, CommonText> = {
  lunar: 'date-lunar',
  several: 'date-several',
  impossible: 'date-impossible',
  future: 'date-future',
};

/** A day, in any way that people say it. A day that is not certain is proposed, never guessed. */
export const askDate = stepType<Data>({
  type: 'ask-date',
  schema,
  keeps: 'string',
  correctable: true,
  example: `
type: ask-date
text: Buổi truyền thông diễn ra ngày nào?
save: date
when: past
not-before: team.foundedOn
next: end
`,
  describe: (step) => ({
    edges: [{ label: 'next', to: step.next }],
    texts: [{ at: ['text'], text: step.text, question: true }],
    saves: [step.save],
    reads: step['not-before'] ? [step['not-before']] : [],
    asks: true,
    buttons: choicesOf(step).map(({ title }) => ({ title, always: true })),
  }),
  enter(step, context) {
    const proposal = proposalOf(context);
    if (proposal)
      return { kind: 'ask', text: context.common('date-proposal', { proposal }), choices: PROPOSED };
    const known = context.answers[step.save];
    if (known !== undefined && !context.editing) {
      // A day read out of the opening sentence is held to the same rules as one that was asked for.
      const refused = typeof known === 'string' ? refusal(step, known, context) : null;
      return refused ?? { kind: 'go', edge: 'next', to: step.next };
    }
    return { kind: 'ask', text: context.render(step.text), choices: choicesOf(step) };
  },
  answer(step, input, context) {
    const proposal = proposalOf(context);
    if (proposal) {
      const asked = context.common('date-proposal', { proposal }).text;
      const choice = namesAnother(input, context) ? null : readChoice(input, PROPOSED, context.vi, asked);
      if (choice?.value === 'yes') return accept(step, proposal, context);
      if (choice?.value === 'no') return { kind: 'stay', scratch: null };
    } else {
      const choice = choiceOf(step, input, context);
      if (choice?.value === SKIP) return go(step, null);
      if (choice) return accept(step, dayOf(choice.value, context), context);
    }
    const planned =
      step.when === 'future' ? context.vi.readPlannedDate(input.text, context.now.local.date) : null;
    if (planned?.sure) return accept(step, planned.date, context);
    if (planned) return { kind: 'stay', scratch: { proposal: planned.date } };
    const reading = context.vi.readDate(input.text, context.now.local);
    if (reading.kind === 'date') return accept(step, reading.date, context);
    if (reading.kind === 'none') return { kind: 'unclear' };
    if (reading.proposal && refusal(step, reading.proposal, context) === null) {
      return { kind: 'stay', scratch: { proposal: reading.proposal } };
    }
    const why =
      step.when === 'past' || reading.reason !== 'future' ? WHY_ASK[reading.reason] : 'date-unclear';
    return { kind: 'refuse', say: context.common(why ?? 'date-unclear') };
  },
});

/** "không, 6/11": the day that is said counts more than the yes or no around it. */
function namesAnother({ text }: StepInput, context: StepContext): boolean {
  return (
    /\d/.test(text.replace(/^\s*[12]\s*$/, '')) &&
    context.vi.readDate(text, context.now.local).kind !== 'none'
  );
}

/** "không phải hôm qua, hôm kia": a title inside a longer answer counts only where no day is said. */
function choiceOf(step: Data, input: StepInput, context: StepContext): Choice | null {
  const choices = choicesOf(step);
  const isDay = input.tapped === null && context.vi.readDate(input.text, context.now.local).kind !== 'none';
  return isDay ? exactChoice(input.text, choices) : readChoice(input, choices, context.vi, '');
}

function accept(step: Data, date: string, context: StepContext): StepResult {
  return refusal(step, date, context) ?? go(step, date);
}

function go(step: Data, date: string | null): StepResult {
  return { kind: 'go', edge: 'next', to: step.next, save: { [step.save]: date } };
}

function refusal(
  step: Data,
  date: string,
  context: StepContext,
): Extract<StepResult, { kind: 'refuse' }> | null {
  const today = context.now.local.date;
  if (step.when === 'past' && date > today) return { kind: 'refuse', say: context.common('date-future') };
  if (step.when === 'future' && date < today) return { kind: 'refuse', say: context.common('date-past') };
  const first = step['not-before'] ? context.resolve(step['not-before']) : null;
  if (typeof first !== 'string' || date >= first) return null;
  return { kind: 'refuse', say: context.common('date-too-early', { first }) };
}

function choicesOf(step: Data): Choice[] {
  return [...(step.when === 'past' ? [TODAY, YESTERDAY] : []), ...(step.skip ? [SKIP_CHOICE] : [])];
}

function dayOf(choice: string, context: StepContext): string {
  const today = context.now.local.date;
  const reading = choice === 'yesterday' ? context.vi.readDate('hôm qua', context.now.local) : null;
  return reading?.kind === 'date' ? reading.date : today;
}

function proposalOf({ scratch }: StepContext): string | null {
  const proposal =
    typeof scratch === 'object' && scratch !== null && !Array.isArray(scratch) ? scratch.proposal : null;
  return typeof proposal === 'string' ? proposal : null;
}
