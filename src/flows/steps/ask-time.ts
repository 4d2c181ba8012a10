import { z } from 'zod';
import { fold } from '../../vi/fold.ts';
import { exactChoice } from '../choices.ts';
import { READS_MORE, SKIP_CHOICE, stepType } from '../step.ts';
import { target } from '../target.ts';
import { textSchema } from '../texts.ts';

const schema = z.strictObject({
  type: z.literal('ask-time'),
  text: textSchema,
  save: z.string(),
  skip: z.boolean().optional(),
  ...READS_MORE,
  next: target,
});

/** A clock time: "14h30", "7 giờ rưỡi tối", "19:00". */
export const askTime = stepType<z.infer<typeof schema>>({
  type: 'ask-time',
  schema,
  keeps: 'string',
  takesNumber: true,
  correctable: true,
  example: `
type: ask-time
text: Bắt đầu lúc mấy giờ?
save: startTime
skip: true
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
    if (context.answers[step.save] !== undefined && !context.editing) {
      return { kind: 'go', edge: 'next', to: step.next };
    }
    return { kind: 'ask', text: context.render(step.text), choices: step.skip ? [SKIP_CHOICE] : [] };
  },
  answer(step, input, context) {
    const go = (value: string | null) => ({
      kind: 'go' as const,
      edge: 'next',
      to: step.next,
      save: { [step.save]: value },
    });
    const skips = input.tapped !== null || (!/\d/.test(input.text) && exactChoice(input.text, [SKIP_CHOICE]));
    if (step.skip && skips) return go(null);
    const time = readTime(input.text);
    return time ? go(time) : { kind: 'refuse', say: context.common('time-unclear') };
  },
});

const CLOCK = /(?:^| )(\d{1,2})(?: ?(?:h|g|gio|:) ?(\d{1,2})?| (\d{2}))?(?: ?(?:phut|p))?(?= |$)/;
/** What may follow an hour that is named by its number alone: "7 tối", but not "20 người". */
const AFTER_BARE_HOUR = /^(?:$| (?:sang|trua|chieu|toi|dem|khuya|ruoi|da|a|nha|nhe|em|chi)(?: |$))/;

function readTime(text: string): string | null {
  const said = fold(text.replace(/(\d)\s*:\s*(\d)/g, '$1h$2'));
  const match = CLOCK.exec(said);
  if (!match) return null;
  const isBare = /^ ?\d+$/.test(match[0]);
  if (isBare && !AFTER_BARE_HOUR.test(said.slice(match.index + match[0].length))) return null;
  let hour = Number(match[1]);
  const minute = / ruoi/.test(said) ? 30 : Number(match[2] ?? match[3] ?? 0);
  if (hour < 12 && /chieu|toi/.test(said)) hour += 12;
  if (hour > 23 || minute > 59) return null;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
