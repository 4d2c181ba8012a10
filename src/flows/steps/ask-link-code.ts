import { z } from 'zod';
import { readChoice } from '../choices.ts';
import { linkCodeIn } from '../link-code.ts';
import { type StepContext, type StepResult, stepType } from '../step.ts';
import { target } from '../target.ts';
import { textSchema } from '../texts.ts';

const option = z.strictObject({
  value: z.string().min(1),
  title: z.string().min(1),
  words: z.array(z.string()).optional(),
  next: target,
});

const schema = z.strictObject({
  type: z.literal('ask-link-code'),
  text: textSchema,
  /** Ways on without a code, e.g. to be shown one here. */
  options: z.array(option).optional(),
  save: z.string(),
  /** No such code, or used, or run out. */
  wrong: textSchema,
  /** Typed in the chat that showed it. */
  own: textSchema,
  /** Both chats are in the same app. */
  'same-app': textSchema,
  next: target,
  /** One of the chats is linked already. */
  taken: target,
  /** Five wrong tries in an hour. */
  locked: target,
});

type Step = z.infer<typeof schema>;

/** The code that another chat of the same person shows, or a way on without. A wrong one is counted and asked for again. */
export const askLinkCode = stepType<Step>({
  type: 'ask-link-code',
  schema,
  keeps: 'string',
  takesNumber: true,
  example: `
type: ask-link-code
text: Anh/chị gửi mã hiện ở bên kia.
options:
  - { value: new, title: Lấy mã, next: end }
save: code
wrong: Mã này không đúng hoặc đã hết hạn.
own: Mã này là của chính cuộc trò chuyện này.
same-app: Hai cuộc trò chuyện đều ở cùng một ứng dụng.
next: end
taken: menu
locked: menu
`,
  describe: (step) => ({
    edges: [
      { label: 'next', to: step.next },
      { label: 'taken', to: step.taken },
      { label: 'locked', to: step.locked },
      ...(step.options ?? []).map(({ value, next }) => ({ label: value, to: next })),
    ],
    texts: [
      { at: ['text'], text: step.text, question: true },
      { at: ['wrong'], text: step.wrong, question: false },
      { at: ['own'], text: step.own, question: false },
      { at: ['same-app'], text: step['same-app'], question: false },
    ],
    saves: [step.save],
    reads: [],
    asks: true,
    buttons: (step.options ?? []).map(({ title }) => ({ title, always: true })),
  }),
  enter(step, context) {
    const opened = context.opening ? linkCodeIn(context.opening) : null;
    if (opened && context.answers[step.save] === undefined) return judge(step, opened, context);
    return { kind: 'ask', text: context.render(step.text), choices: step.options ?? [] };
  },
  answer(step, input, context) {
    const options = step.options ?? [];
    const code = linkCodeIn(input.text);
    if (code && input.tapped === null) return judge(step, code, context);
    const choice = readChoice(input, options, context.vi, '');
    const way = options.find(({ value }) => value === choice?.value);
    if (way) return { kind: 'go', edge: way.value, to: way.next };
    const isTry = /^\S*\d\S*$/.test(input.text.trim());
    return isTry ? { kind: 'refuse', say: context.render(step.wrong) } : { kind: 'unclear' };
  },
});

function judge(step: Step, code: string, context: StepContext): StepResult {
  const { status } = context.load({ name: 'link-offer', code });
  const go = (edge: string, to: string): StepResult => ({
    kind: 'go',
    edge,
    to,
    save: { [step.save]: code },
  });
  switch (status) {
    case 'ok':
      return go('next', step.next);
    case 'taken':
    case 'locked':
      return go(status, step[status]);
    case 'own':
    case 'same-app':
      return { kind: 'refuse', say: context.render(step[status]) };
    default:
      return { kind: 'refuse', say: context.render(step.wrong), effects: [{ type: 'count-wrong-code' }] };
  }
}
