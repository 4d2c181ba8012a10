import type { z } from 'zod';
import type { ContentShelf } from '../domain/content-item.ts';
import type { Effect } from '../domain/effect.ts';
import type { FactRequest, FactValues, MeFact } from '../domain/fact.ts';
import type { FlowState, FlowValue } from '../domain/flow-state.ts';
import type { Vi } from '../vi/vi.ts';
import type { CommonText } from './common-texts.ts';
import type { EngineNow } from './contract.ts';
import { target } from './target.ts';
import type { Resolve } from './template.ts';
import type { Text } from './texts.ts';

/** What every step has: its type; the rest is the type's own. */
export interface StepData {
  type: string;
  /** Where to go when an answer says more of a session than was asked; see `reads-more.ts`. */
  reads?: string;
}

/** The part of a step's schema by which it can hear a whole sentence. */
export const READS_MORE = {
  /** Where to go when an answer says more of a session than was asked: all of it is saved. */
  reads: target.optional(),
};

/**
 * One kind of step: how it is written in a flow, what it asks, and how it reads the answer.
 * Added by a file in `steps/`, one line in `steps/index.ts` and its cases in `test/flows/steps/<type>.cases.yaml`.
 */
export interface StepType<D extends StepData = StepData> {
  type: D['type'];
  schema: z.ZodType<D>;
  /** A small step in YAML, shown in the docs; a test parses it. */
  example: string;
  /** True when the answer may be a number, so that `0` is zero and not the menu. */
  takesNumber?: boolean;
  /** With `reads`: true when what is said replaces lists that are known, instead of adding to them. */
  replaces?: boolean;
  /** True when an edited message may correct the answer to this step. */
  correctable?: boolean;
  /** What an answer of it looks like: decides whether one given to an older version of the flow still fits. */
  keeps?: 'number' | 'string' | 'array';
  describe(step: D): StepShape;
  /** The question as it stands, or a way on. Asked again after every answer that does not go on. */
  enter(step: D, context: StepContext): StepResult;
  /** Only for steps that ask. */
  answer?(step: D, input: StepInput, context: StepContext): StepResult;
}

/** A step type with its data hidden: what the engine and the linter work with. */
export type AnyStepType = StepType;

/** Keeps the data type inside one file, and hides it from the list of types. */
export function stepType<D extends StepData>(type: StepType<D>): AnyStepType {
  const describe = (step: D): StepShape => {
    const shape = type.describe(step);
    return step.reads ? { ...shape, edges: [...shape.edges, { label: 'reads', to: step.reads }] } : shape;
  };
  return { ...type, describe } as unknown as AnyStepType;
}

/** What the linter must know of a step. */
export interface StepShape {
  edges: StepEdge[];
  texts: StepText[];
  /** Answer keys it may set. */
  saves: string[];
  /** Paths it reads (conditions, lists), beside those in its texts. */
  reads: string[];
  /** True when it waits for an answer. */
  asks: boolean;
  /** Buttons, when the choices are neither a numbered list nor from data; `always` is false under a condition. */
  buttons: { title: string; always: boolean }[];
}

export interface StepEdge {
  label: string;
  /** A step, or `end`, `menu`, `continue`, `discard`, `then`, `flow:<slug>`. */
  to: string;
}

export interface StepText {
  /** Where in the step it stands, for `file:line`. */
  at: (string | number)[];
  text: Text;
  question: boolean;
}

/** What a person said to an open question. */
export interface StepInput {
  /** NFC; empty for a tap. */
  text: string;
  /** Value of the tapped button. */
  tapped: string | null;
}

/** A rendered text; `audio` is a content id. */
export interface Spoken {
  text: string;
  audio: string | null;
}

export interface Choice {
  value: string;
  title: string;
  /** Other words that mean it. */
  words?: readonly string[];
  means?: 'yes' | 'no';
}

export interface StepContext {
  vi: Vi;
  now: EngineNow;
  me: MeFact;
  run: { id: string; flow: string; step: string };
  resolve: Resolve;
  answers: Readonly<Record<string, FlowValue>>;
  /** What the step left for itself while its question is open. */
  scratch: FlowValue;
  /** The person came back to correct this step, so a known answer is asked again. */
  editing: boolean;
  /** The text that opened the flow; only in the turn that began it. */
  opening: string;
  /** Leaflets, clips and posters that can be handed out. */
  content: ContentShelf;
  /** A fact that depends on the answer just given. @throws {FactMissing} until the turn has loaded it. */
  load<R extends FactRequest>(request: R): FactValues[R['name']];
  render(text: Text, extra?: Record<string, unknown>): Spoken;
  common(key: CommonText, extra?: Record<string, unknown>): Spoken;
}

export type StepResult =
  /** Ask and wait. */
  | { kind: 'ask'; text: Spoken; choices?: Choice[]; list?: boolean }
  /** Go on along an edge. */
  | {
      kind: 'go';
      edge: string;
      to: string;
      save?: Record<string, FlowValue>;
      say?: Spoken;
      effects?: Effect[];
      mode?: FlowState['mode'];
      /** Said together with the next question. */
      before?: Spoken;
    }
  /** Understood, but one more thing is asked within the step. */
  | { kind: 'stay'; scratch: FlowValue; say?: Spoken; save?: Record<string, FlowValue> }
  /** Understood, but cannot be: say why and ask again. `effects` still happen. */
  | { kind: 'refuse'; say: Spoken; effects?: Effect[]; save?: Record<string, FlowValue> }
  | { kind: 'unclear' };

/** Value of the button that leaves a question out. */
export const SKIP = 'skip';

export const SKIP_CHOICE: Choice = {
  value: SKIP,
  title: 'Bỏ qua',
  words: ['bo qua', 'bo', 'khong', 'khong nho', 'khong ro', 'khong biet', 'khong co', 'skip'],
};
