import { z } from 'zod';
import { askUnlessKnown, goWith, isSkipped, ONE_ANSWER, shapeOfOneAnswer } from '../one-answer.ts';
import { READS_MORE, stepType } from '../step.ts';

const schema = z.strictObject({
  type: z.literal('ask-duration'),
  ...ONE_ANSWER,
  ...READS_MORE,
});

/** How long something took, kept in minutes: "90 phút", "2 tiếng", "1 tiếng rưỡi", "1h30". */
export const askDuration = stepType<z.infer<typeof schema>>({
  type: 'ask-duration',
  schema,
  keeps: 'number',
  takesNumber: true,
  correctable: true,
  example: `
type: ask-duration
text: Buổi kéo dài bao lâu?
save: durationMinutes
skip: true
next: end
`,
  describe: shapeOfOneAnswer,
  enter: askUnlessKnown,
  answer(step, input, context) {
    if (isSkipped(step, input, { figuresAnswer: true })) return goWith(step, null);
    const minutes = context.vi.readDuration(input.text);
    return minutes === null ? { kind: 'unclear' } : goWith(step, minutes);
  },
});
