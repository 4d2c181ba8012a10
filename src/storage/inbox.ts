import type { AcceptedEvent } from '../domain/event-log.ts';

/** Accepted events until their turn is done; their keys for 30 days after. */
export interface Inbox {
  /** Insert-if-absent by event key, per event; or throws, and then the whole batch may come again. */
  acceptMany(events: readonly AcceptedEvent[]): Promise<('accepted' | 'duplicate')[]>;
  /**
   * The conversation's next event by the order law among those due at `nowMs`, and whether more wait behind it.
   * A postponed event holds back the later ones of its conversation until it is due, done or parked.
   */
  next(conversationId: string, nowMs: number): Promise<InboxItem | null>;
  /** Marks the event done and erases its payload. False when it already was. */
  finish(key: string, doneAtMs: number): Promise<boolean>;
  /** Counts a failed attempt and keeps the event for `notBeforeMs`. */
  postpone(key: string, attempts: number, notBeforeMs: number, errorCode: string): Promise<void>;
  /** Puts the event aside as `parked` with its payload, so that the conversation goes on. */
  park(key: string, errorCode: string): Promise<void>;
  /** Conversations with a due event, oldest first: what the sweep rings for. */
  waiting(nowMs: number, limit: number): Promise<string[]>;
}

export interface InboxItem {
  event: AcceptedEvent;
  /** Attempts that failed before. */
  attempts: number;
  /** Events of the same conversation that wait behind this one. */
  more: number;
}

/** What operators and the daily clean-up do with the inbox. */
export interface InboxAdmin {
  counts(): Promise<{ pending: number; parked: number; oldestPendingAtMs: number | null }>;
  /** Parked events, oldest first, without payload. */
  parked(limit: number, after?: string): Promise<{ items: ParkedItem[]; cursor: string | null }>;
  /** Puts a parked event back with its attempts at zero. */
  unpark(key: string): Promise<boolean>;
  /** Forgets the keys of events that were done before `beforeMs`; returns how many. */
  forgetDone(beforeMs: number, limit: number): Promise<number>;
  /** Removes every event of a conversation; returns how many. */
  erase(conversationId: string): Promise<number>;
}

export interface ParkedItem {
  key: string;
  conversationId: string;
  kind: string;
  errorCode: string;
  acceptedAtMs: number;
}
