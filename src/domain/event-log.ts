import type { InboundEvent } from './activity.ts';

/** An event as the journal and the inbox keep it: accepted, ordered, not yet done. */
export interface AcceptedEvent extends InboundEvent {
  /** When the webhook was accepted, Unix ms (system time). */
  acceptedAtMs: number;
  /** Rises with each accepted event of a process: the last word of the order law. */
  acceptSeq: number;
  /**
   * Set when the text raised the safety card: the activity then carries no text, no caption and no attachment, and the
   * marker is all that remains until the card is delivered.
   */
  safety?: SafetyMarker;
}

/** All that is kept of a message that raised the card. Goes with the event. */
export interface SafetyMarker {
  level: 'disclosure' | 'imminent';
  topic: string | null;
  /** Set when the message was a tap on the card. */
  answer?: CardAnswer;
}

/** The three taps of the card: "Tôi cần giúp", "Tôi hỏi cho người khác", "Không phải, quay lại". */
export type CardAnswer = 'help' | 'other' | 'back';

/** How far ahead of the accept time a platform time may lie before it counts as absurd, ms. */
const MAX_AHEAD_MS = 5 * 60_000;

/** The time that orders an event: the platform's, or the accept time when that is missing or absurd. */
export function orderTimeMs(event: Pick<AcceptedEvent, 'platformTimeMs' | 'acceptedAtMs'>): number {
  const { platformTimeMs, acceptedAtMs } = event;
  if (platformTimeMs === null || platformTimeMs > acceptedAtMs + MAX_AHEAD_MS) return acceptedAtMs;
  return platformTimeMs;
}

/** Position of an event in its conversation: compared element by element (the order law). */
export type OrderKey = readonly [orderTimeMs: number, position: number, acceptSeq: number];

export function orderKeyOf(event: AcceptedEvent): OrderKey {
  return [orderTimeMs(event), event.position, event.acceptSeq];
}

/** Negative when `a` comes before `b`. */
export function compareOrder(a: OrderKey, b: OrderKey): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
