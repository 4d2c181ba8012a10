import { z } from 'zod';
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
    const time = context.vi.readClockTime(input.text);
    return time ? goWith(step, time) : { kind: 'refuse', say: context.common('time-unclear') };
  },
});
