import { z } from 'zod';
import { stepType } from '../step.ts';
import { target } from '../target.ts';
import { textSchema } from '../texts.ts';

const schema = z.strictObject({ type: z.literal('say'), text: textSchema, next: target });

/** Says one message and goes on. */
export const say = stepType<z.infer<typeof schema>>({
  type: 'say',
  schema,
  example: `
type: say
text: Cảm ơn anh/chị.
next: end
`,
  describe: (step) => ({
    edges: [{ label: 'next', to: step.next }],
    texts: [{ at: ['text'], text: step.text, question: false }],
    saves: [],
    reads: [],
    asks: false,
    buttons: [],
  }),
  enter: (step, context) => ({ kind: 'go', edge: 'next', to: step.next, say: context.render(step.text) }),
});
