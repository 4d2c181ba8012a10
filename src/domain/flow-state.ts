/** JSON that a flow keeps as an answer. */
export type FlowValue = string | number | boolean | null | FlowValue[] | { [key: string]: FlowValue };

/** Where a conversation stands in its flows. Part of the conversation document. */
export interface FlowState {
  /** `new` until the person said who they are in the welcome. */
  mode: 'new' | 'public' | 'member';
  active: FlowRun | null;
  /** Half-done runs that a command or another flow put aside, newest last; at most {@link MAX_PAUSED_RUNS}. */
  paused: FlowRun[];
  /** Messages in a row that were not understood. */
  misunderstood: number;
}

export const MAX_PAUSED_RUNS = 3;

/** One walk through one flow. It stays on the version it began with. */
export interface FlowRun {
  /** Event key that began it: names drafts and photos that belong to it. */
  id: string;
  flow: string;
  /** Content hash of the flow version, kept in the store. */
  hash: string;
  step: string;
  /** Rises with each question asked; a tap on an older question changes nothing. */
  question: number;
  answers: Record<string, FlowValue>;
  /** Steps to come back to after a correction, innermost last. */
  returnTo: string[];
  startedAtMs: number;
  touchedAtMs: number;
}
