import { z } from 'zod';
import { fold } from '../../vi/fold.ts';
import { askUnlessKnown, goWith, isSkipped, ONE_ANSWER, shapeOfOneAnswer } from '../one-answer.ts';
import { READS_MORE, stepType } from '../step.ts';

const schema = z.strictObject({
  type: z.literal('ask-time'),
  ...ONE_ANSWER,
  ...READS_MORE,
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
  describe: shapeOfOneAnswer,
  enter: askUnlessKnown,
  answer(step, input, context) {
    if (isSkipped(step, input, { figuresAnswer: true })) return goWith(step, null);
    const time = readTime(input.text);
    return time ? goWith(step, time) : { kind: 'refuse', say: context.common('time-unclear') };
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
