import type { InboundAttachmentKind } from '../domain/activity.ts';
import type { Effect } from '../domain/effect.ts';
import type { FactRequest, LoadedFacts, MeFact } from '../domain/fact.ts';
import type { FlowState } from '../domain/flow-state.ts';
import type { LocalNow } from '../vi/vi.ts';
import type { CompiledFlow } from './spec.ts';

/**
 * The flow engine: `(state, event, facts) → (state', effects)`. Pure: no I/O, no clock, no randomness.
 * Built by `createFlowEngine(tools)` in `engine.ts`.
 */
export interface FlowEngine {
  /** Runs one event. Total: an author's fault becomes a notice in `faults` and a way on for the person, never a throw. */
  run(input: EngineInput): EngineOutput;
}

export interface EngineInput {
  state: FlowState;
  event: EngineEvent;
  me: MeFact;
  facts: LoadedFacts;
  now: EngineNow;
  flows: FlowLibrary;
}

/** An inbound event as the engine sees it. */
export interface EngineEvent {
  key: string;
  /** The platform's id of the message; of an edit or unsending, of the message that it is about. */
  messageId?: string;
  kind: 'message' | 'tap' | 'start' | 'follow' | 'edit' | 'unsend';
  /** NFC, cleaned; empty when there is none. */
  text: string;
  /** Payload of a tapped button. */
  payload: string | null;
  ref: string | null;
  attachments: { kind: InboundAttachmentKind; url: string | null }[];
  /** More events of this conversation wait behind this one: a photo among five is then kept without an answer. */
  more: boolean;
}

export interface EngineNow {
  ms: number;
  /** In the display time zone. */
  local: LocalNow;
  /** The running period and the one before it, e.g. `2026-Q4`, `2026-Q3`. */
  period: string;
  previousPeriod: string;
}

/** Flow versions: the current one of each slug, and any older one by hash. */
export interface FlowLibrary {
  current(slug: string): CompiledFlow | null;
  /** Null when this build cannot run that version (not in the store, or a step type it does not know). */
  version(hash: string): CompiledFlow | null;
}

export type EngineOutput =
  /** Load these and run again with the same input. */
  | { kind: 'needs'; facts: FactRequest[] }
  | {
      kind: 'done';
      state: FlowState;
      effects: Effect[];
      /** What happened, as short codes for logs and metrics (`answered`, `old-button`, `misunderstood`, `flow-gone` …). */
      notes: string[];
    };
