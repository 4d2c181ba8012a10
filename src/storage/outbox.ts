import type { Lane, OutboundPart } from '../domain/message.ts';
import type { Page } from './records.ts';

/** Messages on their way out, in order per recipient and lane. */
export interface Outbox {
  /** Insert-if-absent by row id, all or nothing; returns the ids that were new. */
  insertMany(rows: readonly NewOutboxRow[]): Promise<string[]>;
  /**
   * Takes the lease on one recipient's lane and returns its open rows in sending order (at most `limit`).
   * Null when the lane is empty, not due or held by another owner.
   */
  claim(
    recipient: RecipientLane,
    owner: string,
    nowMs: number,
    leaseMs: number,
    limit: number,
  ): Promise<ClaimedLane | null>;
  renew(recipient: RecipientLane, fence: number, untilMs: number): Promise<boolean>;
  /** Changes one row under the lane's fence; false when the lease was lost (then do nothing more). */
  update(id: string, fence: number, change: OutboxChange): Promise<boolean>;
  /**
   * Nothing left in this attempt, although its `sending` may have been written (the answer was lost): the row is again as
   * it was before, so that only real sends count. Needs no fence, because the attempt names the one write that it undoes.
   * False when that was never written, is not the row's last attempt or was undone already.
   */
  takeBack(id: string, attemptId: string, before: BeforeAttempt): Promise<boolean>;
  release(recipient: RecipientLane, fence: number): Promise<void>;
  /** Lanes with a row that is due and not held: most urgent lane first, then oldest. */
  due(
    nowMs: number,
    limit: number,
    filter?: { channels?: readonly string[]; lanes?: readonly Lane[] },
  ): Promise<RecipientLane[]>;
  /** Proof from outside (an echo): settles a `sending` or `unknown` row as sent. False when it was settled before. */
  prove(id: string, platformMessageId: string, atMs: number): Promise<boolean>;
}

export interface RecipientLane {
  conversationId: string;
  lane: Lane;
}

export interface ClaimedLane extends RecipientLane {
  fence: number;
  rows: OutboxRow[];
}

export interface NewOutboxRow extends RecipientLane {
  /** Deterministic: effect id + part number, so that a repeated turn inserts nothing twice. */
  id: string;
  /** Order within recipient and lane: `[group, index]`; groups rise with each turn. */
  group: number;
  index: number;
  part: OutboundPart;
  /** What it is, for officers and metrics: `reply`, `card`, `notice`, `broadcast`, `reminder`. */
  purpose: string;
  createdAtMs: number;
  notBeforeMs: number;
  /** After this it is skipped as too old; null for never. */
  expiresAtMs: number | null;
}

export type OutboxState = 'pending' | 'sending' | 'sent' | 'failed' | 'skipped' | 'unknown';

export type OpenState = Extract<OutboxState, 'pending' | 'sending' | 'unknown'>;

export interface OutboxRow extends Omit<NewOutboxRow, 'part'> {
  /**
   * Null once the row is final: texts are not kept after they were sent. A skipped row of lane `reply` keeps its part
   * (see {@link OutboxAdmin.owed}) until it was given or forgotten.
   */
  part: OutboundPart | null;
  state: OutboxState;
  /** Attempts whose first byte may have left. */
  attempts: number;
  attemptId: string | null;
  attemptAtMs: number | null;
  platformMessageId: string | null;
  /** `SendError` code, policy reason or `proof`. */
  reason: string | null;
  settledAtMs: number | null;
}

/** What an attempt changes in a row, as it was read before. */
export type BeforeAttempt = Pick<OutboxRow, 'state' | 'reason' | 'attempts' | 'attemptId' | 'attemptAtMs'>;

/** One change of a row. `sent`, `failed` and `skipped` are final and erase the part; `remove` leaves nothing. */
export type OutboxChange =
  | { to: 'sending'; attemptId: string; atMs: number }
  | { to: 'pending'; notBeforeMs: number; reason: string }
  | { to: 'unknown'; notBeforeMs: number; reason: string }
  | { to: 'sent'; platformMessageId: string; atMs: number; reason?: string }
  | { to: 'failed' | 'skipped'; reason: string; atMs: number }
  | { to: 'remove' };

/** What operators, the API and clean-ups do with the outbox. */
export interface OutboxAdmin {
  get(id: string): Promise<OutboxRow | null>;
  counts(): Promise<Record<OutboxState, number>>;
  /** Rows of each lane that are not settled yet. */
  openCounts(): Promise<Record<Lane, Record<OpenState, number>>>;
  /** Rows in one state, oldest first. */
  list(state: OutboxState, limit: number, after?: string): Promise<Page<OutboxRow>>;
  /** Rows of one recipient that were skipped because the window closed: given when the person next writes. */
  owed(conversationId: string, limit: number): Promise<OutboxRow[]>;
  /**
   * An officer sends a broadcast row of unknown outcome again: it is due at once, with its attempts counted on. False when
   * the row is no such one.
   */
  sendAgain(id: string): Promise<boolean>;
  /** The skipped row is owed no longer: its part is erased. */
  given(id: string): Promise<boolean>;
  /** Rows of one recipient whose outcome is open (`sending`, `unknown`): candidates for a proof. At most 50. */
  unsettled(conversationId: string): Promise<OutboxRow[]>;
  /** Removes final rows settled before `beforeMs`; returns how many. */
  forgetSettled(beforeMs: number, limit: number): Promise<number>;
  erase(conversationId: string): Promise<number>;
}
