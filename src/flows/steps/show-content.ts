import { z } from 'zod';
import { FlowFault } from '../flow-fault.ts';
import { stepType } from '../step.ts';
import { target } from '../target.ts';

const schema = z.strictObject({
  type: z.literal('show-content'),
  /** Answer key that holds the item's name. */
  item: z.string(),
  next: target,
});

/** Sends a leaflet, clip or poster: its picture or recording, and its short text for whoever cannot load it. */
export const showContent = stepType<z.infer<typeof schema>>({
  type: 'show-content',
  schema,
  example: `
type: show-content
item: item
next: end
`,
  describe: (step) => ({
    edges: [{ label: 'next', to: step.next }],
    texts: [],
    saves: [],
    reads: [step.item],
    asks: false,
    buttons: [],
  }),
  enter(step, context) {
    const slug = context.answers[step.item];
    const today = context.now.local.date;
    const found = typeof slug === 'string' ? context.content.message(slug, context.me.language, today) : null;
    if (!found) throw new FlowFault(`show-content comes after a step that chooses an item for ${step.item}`);
    const message = { text: found.text, ...(found.media.length > 0 ? { media: [...found.media] } : {}) };
    return { kind: 'go', edge: 'next', to: step.next, effects: [{ type: 'send', message }] };
  },
});
