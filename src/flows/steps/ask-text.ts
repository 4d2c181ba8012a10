import { z } from 'zod';
import { exactChoice } from '../choices.ts';
import { SKIP_CHOICE, stepType } from '../step.ts';
import { target } from '../target.ts';
import { textSchema } from '../texts.ts';

const DEFAULT_MAX_CHARS = 500;

const schema = z.strictObject({
  type: z.literal('ask-text'),
  text: textSchema,
  save: z.string(),
  'max-chars': z.number().int().min(1).max(2_000).optional(),
  skip: z.boolean().optional(),
  next: target,
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
    const skipped = input.tapped !== null || exactChoice(input.text, [SKIP_CHOICE]);
    if (step.skip && skipped) return go(null);
    const words = input.text.replace(/\s+/g, ' ').trim();
    const maxChars = step['max-chars'] ?? DEFAULT_MAX_CHARS;
    // A single digit or sign is a slip of the thumb, not an answer in words.
    if (!/\p{L}{2}/u.test(words)) return { kind: 'unclear' };
    if (words.length > maxChars)
      return { kind: 'refuse', say: context.common('text-too-long', { max: maxChars }) };
    return go(words);
  },
});
