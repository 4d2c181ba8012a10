import type { Channel } from '../channels/channel.ts';
import { SendError } from '../channels/send-error.ts';
import { type ConversationParts, partsOfConversationId } from '../domain/ids.ts';
import type { Clock } from '../lib/clock.ts';
import { Second } from '../lib/duration.ts';
import type { Ids } from '../lib/ids.ts';
import { backoffMs } from '../lib/retry-backoff.ts';
import type { ClaimedLane, Outbox, OutboxChange, OutboxRow, RecipientLane } from '../storage/outbox.ts';
import { type AccountGate, QUOTA_EXHAUSTED, STOPPED_WAIT_MS } from './account-gate.ts';
import { type HeldLease, holdLease } from './hold-lease.ts';
import type { Pace } from './pace.ts';
import type { RateLimit } from './rate-limit.ts';
import type { RecipientPolicy } from './recipient-policy.ts';
import type { UnsentAttempts } from './unsent-attempts.ts';

const LEASE_MS = 10 * Second.ms;

/** Rows of one lane that are taken at once. */
const ROWS_A_CLAIM = 20;

/** A platform call that takes longer counts as unknown. Shorter than two leases, longer than a slow network. */
const SEND_TIMEOUT_MS = 15 * Second.ms;

/** How long an open reply waits for proof before it is sent again (DESIGN.md §3). */
const PROOF_WAIT_MS = 5 * Second.ms;

/** Sends of one reply, in all: the first and two more. */
const MAX_SENDS = 3;

/** Reasons of a row whose last send may have arrived; after a refusal it is known not to have. */
const OPEN_REASONS: ReadonlySet<string | null> = new Set(['unknown-outcome', 'lease-expired']);

/** Refusals that clear up by waiting (busy, throttled, unreachable) are tried this often before the row fails. */
const MAX_WAITS = 200;

const WAIT = { firstMs: 2 * Second.ms, maxMs: 120 * Second.ms, factor: 2 };

export interface SendLaneDeps {
  outbox: Outbox;
  channelOf(parts: ConversationParts): Channel | null;
  policy: RecipientPolicy;
  unsent: UnsentAttempts;
  gate: AccountGate;
  rate: RateLimit;
  pace: Pace;
  clock: Clock;
  ids: Ids;
  counters: SendCounters;
  /** A row of the safety lane is gone from the store, delivered or given up. */
  cardRemoved(): void;
}

export interface SendCounters {
  send(channel: string, lane: string, result: string): void;
}

/** `idle`: nothing due. `busy`: another worker has the lane. `later`: ring again after `afterMs`. */
export type LaneOutcome = { state: 'idle' | 'busy' } | { state: 'later'; afterMs: number };

/**
 * Sends what is due in one recipient's lane, in order, each row durably `sending` before its first byte leaves.
 * Called by the bell and by the sweep alike.
 */
export function createSendLane(deps: SendLaneDeps): (recipient: RecipientLane) => Promise<LaneOutcome> {
  return async (recipient) => {
    const nowMs = deps.clock.systemNow();
    const claimed = await deps.outbox.claim(recipient, deps.ids.next(), nowMs, LEASE_MS, ROWS_A_CLAIM);
    if (!claimed) return { state: 'busy' };
    const lease = holdLease(LEASE_MS, deps.clock, (untilMs) =>
      deps.outbox.renew(recipient, claimed.fence, untilMs),
    );
    try {
      return await sendRows(claimed, lease, deps);
    } finally {
      lease.stop();
      await deps.outbox.release(recipient, claimed.fence);
    }
  };
}

async function sendRows(claimed: ClaimedLane, lease: HeldLease, deps: SendLaneDeps): Promise<LaneOutcome> {
  const parts = partsOfConversationId(claimed.conversationId);
  const channel = deps.channelOf(parts);
  for (const row of claimed.rows) {
    if (!lease.held()) return { state: 'busy' };
    if (row.notBeforeMs > deps.clock.systemNow()) {
      return { state: 'later', afterMs: row.notBeforeMs - deps.clock.systemNow() };
    }
    const step = channel
      ? await sendRow(row, channel, claimed.fence, deps)
      : await skip(row, 'channel-off', claimed, deps);
    if (step !== 'next') return { state: 'later', afterMs: step.afterMs };
  }
  return claimed.rows.length === ROWS_A_CLAIM ? { state: 'later', afterMs: 0 } : { state: 'idle' };
}

/** `next`: this row is settled, go on. Otherwise the lane waits. */
type RowStep = 'next' | { afterMs: number };

async function sendRow(
  row: OutboxRow,
  channel: Channel,
  fence: number,
  deps: SendLaneDeps,
): Promise<RowStep> {
  const nowMs = deps.clock.systemNow();
  const change = (to: OutboxChange) => deps.outbox.update(row.id, fence, to);

  if (row.state === 'sending') {
    // Its sender is gone: the platform may or may not have it.
    return openOutcome(row, 'lease-expired', channel, fence, deps);
  }
  if (row.state === 'unknown' && row.lane === 'broadcast') return 'next';
  if (row.state === 'unknown' && row.attempts >= MAX_SENDS && OPEN_REASONS.has(row.reason)) {
    return fail(row, new SendError('unknown-outcome'), fence, deps);
  }
  if (row.part === null) return 'next';

  const gateMs = await deps.gate.waitMs(channel.id, channel.accountId, row.lane);
  const waitMs = Math.max(gateMs, deps.pace.waitMs(channel.id, row.lane));
  if (waitMs > 0) return { afterMs: waitMs };
  const refusal = await deps.policy.refusal(row, channel);
  if (refusal) return skip(row, refusal, { fence }, deps);
  const quietMs = deps.policy.waitMs(row);
  if (quietMs > 0) {
    await change({ to: waiting(row), notBeforeMs: nowMs + quietMs, reason: 'quiet-hours' });
    return { afterMs: quietMs };
  }
  const account = `${channel.id}:${channel.accountId}`;
  const perSecond = Math.max(1, channel.limits.sendsPerSecond * deps.pace.speed(channel.id, row.lane));
  const turnMs = await deps.rate.take(account, perSecond, row.lane);
  if (turnMs > 0) {
    // Written down, so that the sweep does not ask again before its time.
    await change({ to: waiting(row), notBeforeMs: nowMs + turnMs, reason: 'rate' });
    return { afterMs: turnMs };
  }

  const attemptId = deps.ids.next();
  try {
    if (!(await change({ to: 'sending', attemptId, atMs: nowMs }))) return { afterMs: LEASE_MS };
  } catch (error) {
    // It may be written, and it is sure that nothing left.
    deps.unsent.note(row, attemptId);
    await deps.unsent.takeBack();
    throw error;
  }
  try {
    const { id, conversationId, lane, part } = row;
    const signal = AbortSignal.timeout(SEND_TIMEOUT_MS);
    const receipt = await channel.send({ id, conversationId, lane, part }, signal);
    if (lane === 'safety') await removeCard(row, fence, deps);
    else await change({ to: 'sent', platformMessageId: receipt.platformMessageId, atMs: receipt.sentAtMs });
    deps.counters.send(channel.id, lane, 'sent');
    return 'next';
  } catch (error) {
    const failure = error instanceof SendError ? error : new SendError('unknown-outcome');
    deps.counters.send(channel.id, row.lane, failure.code);
    return afterFailure({ ...row, attempts: row.attempts + 1 }, failure, channel, fence, deps);
  }
}

/** How a row waits for its next try: for one whose outcome is open, proof of an earlier send may still come. */
function waiting(row: OutboxRow): 'pending' | 'unknown' {
  return row.state === 'unknown' ? 'unknown' : 'pending';
}

/** Does what the error itself decides. */
async function afterFailure(
  row: OutboxRow,
  error: SendError,
  channel: Channel,
  fence: number,
  deps: SendLaneDeps,
): Promise<RowStep> {
  const nowMs = deps.clock.systemNow();
  const wait = async (afterMs: number): Promise<RowStep> => {
    await deps.outbox.update(row.id, fence, {
      to: waiting(row),
      notBeforeMs: nowMs + afterMs,
      reason: error.code,
    });
    return { afterMs };
  };
  switch (error.decision.retry) {
    case 'unknown':
      return openOutcome(row, error.code, channel, fence, deps);
    case 'now':
    case 'after-refresh':
      // The channel has already refreshed or dropped what was stale; a second refusal in a row is final.
      return row.attempts > MAX_SENDS ? fail(row, error, fence, deps) : wait(0);
    case 'later': {
      const afterMs = Math.max(error.retryAfterMs ?? 0, backoffMs(WAIT, row.attempts));
      if (error.code === 'throttled') await deps.gate.hold(channel.id, channel.accountId, afterMs);
      return row.attempts > MAX_WAITS ? fail(row, error, fence, deps) : wait(afterMs);
    }
    case 'stop-lane': {
      await deps.gate.stop(channel.id, channel.accountId, reasonOf(error));
      // The stopped account itself holds the lane: once it is released, this row is not to wait any longer.
      return wait(STOPPED_WAIT_MS);
    }
    case 'never':
      await deps.policy.learn(row.conversationId, error.code);
      return fail(row, error, fence, deps);
  }
}

/** What the alert tells apart: a right that was lost, or a number of messages that is used up. */
function reasonOf({ code, platformCode }: SendError): string {
  return code === 'quota-exhausted' ? QUOTA_EXHAUSTED : (platformCode ?? code);
}

async function fail(row: OutboxRow, error: SendError, fence: number, deps: SendLaneDeps): Promise<RowStep> {
  const atMs = deps.clock.systemNow();
  if (row.lane === 'safety') await removeCard(row, fence, deps);
  // A reply whose window closed is owed, like one that policy skipped.
  else if (error.code === 'window-closed') {
    await deps.outbox.update(row.id, fence, { to: 'skipped', reason: error.code, atMs });
  } else await deps.outbox.update(row.id, fence, { to: 'failed', reason: error.code, atMs });
  return 'next';
}

/** The platform may have it: replies wait for proof and are sent again, broadcasts wait for an officer. */
async function openOutcome(
  row: OutboxRow,
  reason: string,
  channel: Channel,
  fence: number,
  deps: SendLaneDeps,
): Promise<RowStep> {
  const nowMs = deps.clock.systemNow();
  const notBeforeMs = row.lane === 'broadcast' ? nowMs : (row.attemptAtMs ?? nowMs) + PROOF_WAIT_MS;
  await deps.outbox.update(row.id, fence, { to: 'unknown', notBeforeMs, reason });
  deps.counters.send(channel.id, row.lane, 'unknown');
  if (row.lane === 'broadcast') return 'next';
  return { afterMs: Math.max(0, notBeforeMs - nowMs) };
}

async function skip(
  row: OutboxRow,
  reason: string,
  { fence }: { fence: number },
  deps: SendLaneDeps,
): Promise<RowStep> {
  const atMs = deps.clock.systemNow();
  if (row.lane === 'safety') await removeCard(row, fence, deps);
  else await deps.outbox.update(row.id, fence, { to: 'skipped', reason, atMs });
  deps.counters.send(partsOfConversationId(row.conversationId).channel, row.lane, `skipped:${reason}`);
  return 'next';
}

/** Nothing tied to a person survives the delivery of a card. */
async function removeCard(row: OutboxRow, fence: number, deps: SendLaneDeps): Promise<void> {
  await deps.outbox.update(row.id, fence, { to: 'remove' });
  deps.cardRemoved();
}
