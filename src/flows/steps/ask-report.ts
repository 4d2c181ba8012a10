import { z } from 'zod';
import { reportCodeIn } from '../report-code.ts';
import { type StepContext, type StepResult, stepType } from '../step.ts';
import { target } from '../target.ts';
import { textSchema } from '../texts.ts';

const schema = z.strictObject({
  type: z.literal('ask-report'),
  text: textSchema,
  save: z.string(),
  /** No such report in the person's teams; `{{code}}` is what they wrote. */
  wrong: textSchema,
  next: target,
});

/** Digits alone are a code too where a code is asked for. */
const DIGITS = /^\s*\d{3,6}\s*$/;

/** The code of a report that was sent by one of the person's teams. What opened the flow may name it already. */
export const askReport = stepType<z.infer<typeof schema>>({
  type: 'ask-report',
  schema,
  keeps: 'string',
  takesNumber: true,
  example: `
type: ask-report
text: Anh/chị gửi em mã báo cáo, ví dụ BC-0412.
save: code
wrong: Em không thấy báo cáo {{code}} trong tổ của anh/chị.
next: end
`,
  describe: (step) => ({
    edges: [{ label: 'next', to: step.next }],
    texts: [
      { at: ['text'], text: step.text, question: true },
      { at: ['wrong'], text: step.wrong, question: false },
    ],
    saves: [step.save],
    reads: [],
    asks: true,
    buttons: [],
  }),
  enter(step, context) {
    const known = context.answers[step.save];
    const opened = typeof known === 'string' ? known : context.opening ? reportCodeIn(context.opening) : null;
    return opened ? judge(step, opened, context) : { kind: 'ask', text: context.render(step.text) };
  },
  answer(step, input, context) {
    const digits = DIGITS.test(input.text) ? `BC-${input.text.trim()}` : null;
    const code = digits ?? reportCodeIn(input.text);
    return code ? judge(step, code, context) : { kind: 'unclear' };
  },
});

function judge(step: z.infer<typeof schema>, code: string, context: StepContext): StepResult {
  if (!context.load({ name: 'report', code })) {
    return { kind: 'refuse', say: context.render(step.wrong, { code }) };
  }
  return { kind: 'go', edge: 'next', to: step.next, save: { [step.save]: code } };
}
