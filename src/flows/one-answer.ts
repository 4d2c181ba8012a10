import { z } from 'zod';
import type { FlowValue } from '../domain/flow-state.ts';
import { exactChoice } from './choices.ts';
import {
  SKIP,
  SKIP_CHOICE,
  type StepContext,
  type StepInput,
  type StepResult,
  type StepShape,
} from './step.ts';
import { target } from './target.ts';
import { type Text, textSchema } from './texts.ts';

/** The part of a step's schema by which it asks one question, keeps one answer and has one way on. */
export const ONE_ANSWER = {
  text: textSchema,
  save: z.string(),
  /** Offers to leave the question out; the answer is then null. */
  skip: z.boolean().optional(),
  next: target,
};

interface OneAnswer {
  text: Text;
  save: string;
  skip?: boolean | undefined;
  next: string;
}

export function shapeOfOneAnswer(step: OneAnswer): StepShape {
  return {
    edges: [{ label: 'next', to: step.next }],
    texts: [{ at: ['text'], text: step.text, question: true }],
    saves: [step.save],
    reads: [],
    asks: true,
    buttons: step.skip ? [{ title: SKIP_CHOICE.title, always: true }] : [],
  };
}

/** Asks, unless the answer is known already and nobody came back to change it. */
export function askUnlessKnown(step: OneAnswer, context: StepContext): StepResult {
  if (context.answers[step.save] !== undefined && !context.editing) {
    return { kind: 'go', edge: 'next', to: step.next };
  }
  return { kind: 'ask', text: context.render(step.text), choices: step.skip ? [SKIP_CHOICE] : [] };
}

export function goWith(step: OneAnswer, answer: FlowValue): StepResult {
  return { kind: 'go', edge: 'next', to: step.next, save: { [step.save]: answer } };
}

/** Whether the question is left out. Where figures are answers, "1" is one and not the number of the only button. */
export function isSkipped(
  step: OneAnswer,
  input: StepInput,
  { figuresAnswer = false }: { figuresAnswer?: boolean } = {},
): boolean {
  if (!step.skip) return false;
  if (input.tapped !== null) return input.tapped === SKIP;
  if (figuresAnswer && /\d/.test(input.text)) return false;
  return exactChoice(input.text, [SKIP_CHOICE]) !== null;
}
