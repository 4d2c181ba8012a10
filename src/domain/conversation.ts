import type { PlannedEffect } from './effect.ts';
import type { OrderKey } from './event-log.ts';
import type { FlowState } from './flow-state.ts';

/** What the system knows about one conversation; changed by one compare-and-set a turn. */
export interface Conversation {
  /** The person behind it, once known (after consent). */
  personId: string | null;
  /** Platform time of the last act that opens the reply window, Unix ms. */
  lastInteractionAtMs: number | null;
  following: boolean | null;
  blocked: boolean;
  /** `DỪNG`: no pushes; replies and safety go on. */
  optedOut: boolean;
  /** Chosen language tag; null for Vietnamese. */
  language: string | null;
  consent: ConsentProof | null;
  flow: FlowState;
  /** Highest order key processed: an event below it is `late`. */
  lastOrder: OrderKey | null;
  /** The last turn only; its effects stay until they are applied. */
  lastTurn: LastTurn | null;
  /** A human answers in the inbox: the bot is quiet until then, Unix ms. */
  quietUntilMs: number | null;
  /** After "Không phải, quay lại": only `imminent` raises the card until then, Unix ms. */
  cardMutedUntilMs: number | null;
}

/** An explicit tap, kept as proof. */
export interface ConsentProof {
  textVersion: string;
  atMs: number;
}

export interface LastTurn {
  eventKey: string;
  /** Random per attempt: after a lost answer it tells whether our write won. */
  writeId: string;
  /** Effects still to be applied; empty when the turn is over. */
  effects: PlannedEffect[];
}

/** What the stores index of a conversation's unfinished forms. */
export interface DraftAge {
  /** When the one left alone for longest was last touched, Unix ms; null without any. */
  touchedAtMs: number | null;
  consented: boolean;
}

export function draftAgeOf({ flow, consent }: Conversation): DraftAge {
  const touched = (flow.active ? [...flow.paused, flow.active] : flow.paused).map((run) => run.touchedAtMs);
  return { touchedAtMs: touched.length > 0 ? Math.min(...touched) : null, consented: consent !== null };
}

export function newConversation(): Conversation {
  return {
    personId: null,
    lastInteractionAtMs: null,
    following: null,
    blocked: false,
    optedOut: false,
    language: null,
    consent: null,
    flow: { active: null, paused: [], misunderstood: 0, mode: 'new' },
    lastOrder: null,
    lastTurn: null,
    quietUntilMs: null,
    cardMutedUntilMs: null,
  };
}
