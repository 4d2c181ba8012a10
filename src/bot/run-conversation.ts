import type { Effect } from '../domain/effect.ts';
import { partsOfConversationId } from '../domain/ids.ts';
import { Second } from '../lib/duration.ts';
import { hashOf } from '../lib/ids.ts';
import type { Logger } from '../lib/logger.ts';
import { backoffMs } from '../lib/retry-backoff.ts';
import type { EffectContext } from '../services/effects/effect-context.ts';
import { FlowOfNewerBuild } from '../services/flow-library.ts';
import { holdLease } from '../services/hold-lease.ts';
import type { ClaimedConversation } from '../storage/conversations.ts';
import type { Inbox, InboxItem } from '../storage/inbox.ts';
import { StorageUnavailable } from '../storage/storage.ts';
import { clearEffects, commitApology, commitTurn, type TurnDeps, withoutEffects } from './turn.ts';

/** A lease lives so long without renewal (DESIGN.md §3). */
export const LEASE_MS = 10 * Second.ms;

/** Attempts before an event is parked. */
export const MAX_ATTEMPTS = 5;

const RETRY = { firstMs: 1 * Second.ms, maxMs: 60 * Second.ms, factor: 3 };

/** A conversation that only a newer build can go on with is left alone here so long: sweeps elsewhere find it. */
const LEFT_ALONE_MS = 10 * Second.ms;
/** Beyond this many the oldest is forgotten, and tried again. */
const MAX_LEFT_ALONE = 1_000;

/** Events of one conversation in a row before others get their turn. */
const MAX_EVENTS_A_RUN = 50;

const APOLOGY =
  'Xin lỗi anh/chị, em vừa gặp trục trặc với tin vừa rồi. Những gì đã gửi trước đó vẫn còn nguyên. Anh/chị nhắn “menu” để tiếp tục nhé.';

export interface ConversationRunnerDeps extends TurnDeps {
  inbox: Inbox;
  applyEffect(effect: Effect, context: EffectContext): Promise<void>;
  /** The effects of a turn are in the store: rings for what they need. */
  ring(conversationId: string, effects: readonly Effect[]): void;
  counters: TurnCounters;
  logger: Logger;
}

export interface TurnCounters {
  turn(channel: string, outcome: 'done' | 'failed' | 'lost', durationMs: number): void;
  parked(channel: string): void;
}

/** `busy`: another worker has it. `more`: the share of this run is used up, ring again. */
export type RunOutcome = 'done' | 'busy' | 'more';

/**
 * Works off the waiting events of one conversation, in order, under its lease. Called by the bell and by the sweep alike.
 */
export function createConversationRunner(
  deps: ConversationRunnerDeps,
): (conversationId: string) => Promise<RunOutcome> {
  const leftAloneUntilMs = new Map<string, number>();

  function leaveAlone(conversationId: string): void {
    leftAloneUntilMs.delete(conversationId);
    leftAloneUntilMs.set(conversationId, deps.clock.systemNow() + LEFT_ALONE_MS);
    if (leftAloneUntilMs.size > MAX_LEFT_ALONE)
      leftAloneUntilMs.delete(leftAloneUntilMs.keys().next().value as string);
  }

  return async (conversationId) => {
    if ((leftAloneUntilMs.get(conversationId) ?? 0) > deps.clock.systemNow()) return 'busy';
    const owner = deps.ids.next();
    const claimed = await deps.conversations.claim(conversationId, owner, deps.clock.systemNow(), LEASE_MS);
    if (!claimed) return 'busy';
    const lease = holdLease(LEASE_MS, deps.clock, (untilMs) =>
      deps.conversations.renew(conversationId, claimed.fence, untilMs),
    );
    // Whose effects have all happened; none while that is open, so that nothing is forgotten undone.
    let claim: ClaimedConversation | null = null;
    try {
      claim = await settleLastTurn(claimed, deps);
      for (let n = 0; n < MAX_EVENTS_A_RUN && claim; n++) {
        const item = lease.held() ? await deps.inbox.next(conversationId, deps.clock.systemNow()) : null;
        if (!item) return 'done';
        claim = await runEvent(claim, item, deps);
      }
      return claim ? 'more' : 'done';
    } catch (error) {
      if (!(error instanceof FlowOfNewerBuild)) throw error;
      leaveAlone(conversationId);
      return 'busy';
    } finally {
      lease.stop();
      await deps.conversations.release(
        conversationId,
        claimed.fence,
        claim ? withoutEffects(claim) : undefined,
      );
    }
  };
}

/** Whatever the turn before decided but did not finish is finished first. */
async function settleLastTurn(
  claim: ClaimedConversation,
  deps: ConversationRunnerDeps,
): Promise<ClaimedConversation | null> {
  const { lastTurn } = claim.value;
  if (!lastTurn || lastTurn.effects.length === 0) return claim;
  try {
    await applyEffects(claim, deps);
    await deps.inbox.finish(lastTurn.eventKey, deps.clock.systemNow());
    return clearEffects(claim, deps.conversations);
  } catch (error) {
    const item = await deps.inbox.next(claim.id, deps.clock.systemNow());
    if (item?.event.key !== lastTurn.eventKey) throw error;
    return giveUpOrWait(claim, item, error, deps);
  }
}

async function runEvent(
  claim: ClaimedConversation,
  item: InboxItem,
  deps: ConversationRunnerDeps,
): Promise<ClaimedConversation | null> {
  const startedMs = deps.clock.systemNow();
  const { channel } = partsOfConversationId(claim.id);
  const { key } = item.event;
  try {
    // A turn that was committed without effects, just before the machine stopped, is only to be ticked off.
    if (claim.value.lastTurn?.eventKey === key) {
      await deps.inbox.finish(key, deps.clock.systemNow());
      return claim;
    }
    const committed = await commitTurn(claim, item, deps);
    if (!committed) {
      deps.counters.turn(channel, 'lost', deps.clock.systemNow() - startedMs);
      return null;
    }
    await applyEffects(committed.claim, deps);
    await deps.inbox.finish(key, deps.clock.systemNow());
    const durationMs = deps.clock.systemNow() - startedMs;
    deps.counters.turn(channel, 'done', durationMs);
    deps.logger.info(
      { ...logIds(claim.id, key), kind: item.event.kind, notes: committed.notes.join(' '), durationMs },
      'turn',
    );
    return committed.claim;
  } catch (error) {
    deps.counters.turn(channel, 'failed', deps.clock.systemNow() - startedMs);
    const current = await reload(claim, deps);
    return current && giveUpOrWait(current, item, error, deps);
  }
}

async function applyEffects(claim: ClaimedConversation, deps: ConversationRunnerDeps): Promise<void> {
  const effects = claim.value.lastTurn?.effects ?? [];
  const parts = partsOfConversationId(claim.id);
  const messages = effects.flatMap(({ effect }) => (effect.type === 'send' ? [effect.message] : []));
  for (const [position, { id, effect }] of effects.entries()) {
    await deps.applyEffect(effect, {
      effectId: id,
      conversationId: claim.id,
      parts,
      personId: claim.value.personId,
      group: claim.version,
      position,
      messages,
    });
  }
  deps.ring(
    claim.id,
    effects.map(({ effect }) => effect),
  );
}

/** After the last attempt the event is put aside, the person hears one apology, and the conversation goes on. */
async function giveUpOrWait(
  claim: ClaimedConversation,
  item: InboxItem,
  error: unknown,
  deps: ConversationRunnerDeps,
): Promise<ClaimedConversation | null> {
  // Neither says anything about the event: no attempt is counted, and nobody hears an apology for it.
  if (error instanceof StorageUnavailable || error instanceof FlowOfNewerBuild) throw error;
  const { key } = item.event;
  const attempts = item.attempts + 1;
  const errorCode = error instanceof Error ? error.name : 'unknown';
  const fields = { ...logIds(claim.id, key), attempts, errorCode, stack: stackOf(error) };
  if (attempts < MAX_ATTEMPTS) {
    deps.logger.warn(fields, 'turn failed, will be tried again');
    const notBeforeMs = deps.clock.systemNow() + backoffMs(RETRY, attempts);
    await deps.inbox.postpone(key, attempts, notBeforeMs, errorCode);
    return null;
  }
  deps.logger.error(fields, 'turn parked: put it back with `loa inbox retry` once the cause is mended');
  deps.counters.parked(partsOfConversationId(claim.id).channel);
  await deps.inbox.park(key, errorCode);
  const sorry = await commitApology(claim, item, APOLOGY, deps);
  if (sorry) await applyEffects(sorry, deps);
  return sorry;
}

async function reload(
  claim: ClaimedConversation,
  deps: ConversationRunnerDeps,
): Promise<ClaimedConversation | null> {
  const stored = await deps.conversations.get(claim.id);
  return stored && { ...stored, fence: claim.fence };
}

/** Ids for the log: platform ids of people stay out of it. */
function logIds(conversationId: string, eventKey: string): { conversation: string; event: string } {
  return { conversation: hashOf(conversationId).slice(0, 12), event: hashOf(eventKey).slice(0, 12) };
}

/** Where it happened, without the message: that might quote what a person wrote. */
function stackOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 6)
    .map((line) => line.trim())
    .join(' | ');
}
