import { z } from 'zod';
import { joinCodeIn } from '../join-code.ts';
import { type StepContext, type StepResult, stepType } from '../step.ts';
import { target } from '../target.ts';
import { textSchema } from '../texts.ts';

const schema = z.strictObject({
  type: z.literal('ask-code'),
  text: textSchema,
  save: z.string(),
  wrong: textSchema,
  /** What is said to a text that is no code at all, such as "em không có mã"; `wrong` when it is left out. */
  none: textSchema.optional(),
  next: target,
  /** Five wrong tries in an hour. */
  locked: target,
});

/** A team's join code. A wrong one is counted and asked for again. */
export const askCode = stepType<z.infer<typeof schema>>({
  type: 'ask-code',
  schema,
  keeps: 'string',
  takesNumber: true,
  example: `
type: ask-code
text: Mời anh/chị gửi mã của tổ.
save: code
wrong: Mã này chưa đúng.
next: end
locked: menu
`,
  describe: (step) => ({
    edges: [
      { label: 'next', to: step.next },
      { label: 'locked', to: step.locked },
    ],
    texts: [
      { at: ['text'], text: step.text, question: true },
      { at: ['wrong'], text: step.wrong, question: false },
      ...(step.none ? [{ at: ['none'], text: step.none, question: false }] : []),
    ],
    saves: [step.save],
    reads: [],
    asks: true,
    buttons: [],
  }),
  enter(step, context) {
    const opened = context.opening ? joinCodeIn(context.opening) : null;
    if (opened && context.answers[step.save] === undefined) return judge(step, opened, context);
    return { kind: 'ask', text: context.render(step.text) };
  },
  answer(step, input, context) {
    const code = joinCodeIn(input.text);
    if (code) return judge(step, code, context);
    return { kind: 'refuse', say: context.render((!/\d/.test(input.text) && step.none) || step.wrong) };
  },
});

function judge(step: z.infer<typeof schema>, code: string, context: StepContext): StepResult {
  const status = context.load({ name: 'join-code', code }).status;
  if (status === 'ok') return { kind: 'go', edge: 'next', to: step.next, save: { [step.save]: code } };
  if (status === 'locked')
    return { kind: 'go', edge: 'locked', to: step.locked, save: { [step.save]: code } };
  return { kind: 'refuse', say: context.render(step.wrong), effects: [{ type: 'count-wrong-code' }] };
}
