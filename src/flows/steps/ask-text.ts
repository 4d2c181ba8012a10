import { z } from 'zod';
import { askUnlessKnown, goWith, isSkipped, ONE_ANSWER, shapeOfOneAnswer } from '../one-answer.ts';
import { stepType } from '../step.ts';

const DEFAULT_MAX_CHARS = 500;

const schema = z.strictObject({
  type: z.literal('ask-text'),
  ...ONE_ANSWER,
  'max-chars': z.number().int().min(1).max(2_000).optional(),
});

/** Free words: a name, a place, what came of it. */
export const askText = stepType<z.infer<typeof schema>>({
  type: 'ask-text',
  schema,
  keeps: 'string',
  correctable: true,
  example: `
type: ask-text
text: Buổi này tổ chức ở đâu?
save: place
skip: true
next: end
`,
  describe: shapeOfOneAnswer,
  enter: askUnlessKnown,
  answer(step, input, context) {
    if (isSkipped(step, input)) return goWith(step, null);
    const words = input.text.replace(/\s+/g, ' ').trim();
    const maxChars = step['max-chars'] ?? DEFAULT_MAX_CHARS;
    // A single digit or sign is a slip of the thumb, not an answer in words.
    if (!/\p{L}{2}/u.test(words)) return { kind: 'unclear' };
    if (words.length > maxChars)
      return { kind: 'refuse', say: context.common('text-too-long', { max: maxChars }) };
    return goWith(step, words);
  },
});
