import type { Conversation } from '../domain/conversation.ts';
import type { PlannedEffect } from '../domain/effect.ts';
import type { Clock } from '../lib/clock.ts';
import type { Ids } from '../lib/ids.ts';
import type { ClaimedConversation, Conversations } from '../storage/conversations.ts';
import type { InboxItem } from '../storage/inbox.ts';
import type { TurnAdapter } from './adapter.ts';
import { applyToConversation } from './apply-to-conversation.ts';
import type { LoadedTurn } from './loaded-turn.ts';

export interface TurnDeps {
  adapter: TurnAdapter;
  logic: Parameters<TurnAdapter['runTurn']>[1];
  conversations: Conversations;
  clock: Clock;
  ids: Ids;
}

/** A turn whose decision is in the store; its effects are still to be applied. */
export interface CommittedTurn {
  claim: ClaimedConversation;
  notes: string[];
}

/**
 * One turn up to its single write: runs middleware and flows over a copy of the document and commits the outcome by one
 * compare-and-set. The only place that writes conversations.
 *
 * @returns null when the lease was lost to another worker, who has or will have the event.
 * @throws what the logic throws: nothing was written then.
 */
export async function commitTurn(
  claim: ClaimedConversation,
  item: InboxItem,
  deps: TurnDeps,
): Promise<CommittedTurn | null> {
  const turn: LoadedTurn = {
    event: item.event,
    conversationId: claim.id,
    more: item.more > 0,
    late: false,
    conversation: structuredClone(claim.value),
    effects: [],
    notes: [],
    nowMs: deps.clock.businessNow(),
  };
  await deps.adapter.runTurn(turn, deps.logic);
  const effects = turn.effects.map((effect, n): PlannedEffect => ({ id: `${item.event.key}#${n}`, effect }));
  for (const { id, effect } of effects) applyToConversation(turn.conversation, effect, id, turn.nowMs);
  const next: Conversation = {
    ...turn.conversation,
    lastTurn: { eventKey: item.event.key, writeId: deps.ids.next(), effects },
  };
  const version = await commit(claim, next, deps);
  return version === null ? null : { claim: { ...claim, version, value: next }, notes: turn.notes };
}

/** The turn of an event that cannot be processed: says sorry once, changes nothing else. */
export async function commitApology(
  claim: ClaimedConversation,
  item: InboxItem,
  text: string,
  deps: TurnDeps,
): Promise<ClaimedConversation | null> {
  // Its own key, so that the parked event is a new one when it is put back.
  const sorry = `${item.event.key}#sorry`;
  const effects: PlannedEffect[] = [{ id: sorry, effect: { type: 'send', message: { text } } }];
  const next = { ...claim.value, lastTurn: { eventKey: sorry, writeId: deps.ids.next(), effects } };
  const version = await commit(claim, next, deps);
  return version === null ? null : { ...claim, version, value: next };
}

/** The document when all effects of the last turn have happened; undefined when it says so already. */
export function withoutEffects({
  version,
  value,
}: ClaimedConversation): { version: number; value: Conversation } | undefined {
  const { lastTurn } = value;
  if (!lastTurn || lastTurn.effects.length === 0) return undefined;
  return { version, value: { ...value, lastTurn: { ...lastTurn, effects: [] } } };
}

/** Forgets the effects of the last turn: they have all happened. */
export async function clearEffects(
  claim: ClaimedConversation,
  conversations: Conversations,
): Promise<ClaimedConversation> {
  const cleared = withoutEffects(claim);
  if (!cleared) return claim;
  const version = await conversations.commit(claim.id, claim.fence, claim.version, cleared.value);
  return version === null ? claim : { ...claim, version, value: cleared.value };
}

/** A compare-and-set whose answer was lost is looked up: our write id there means that we won. */
async function commit(
  claim: ClaimedConversation,
  next: Conversation,
  deps: TurnDeps,
): Promise<number | null> {
  try {
    return await deps.conversations.commit(claim.id, claim.fence, claim.version, next);
  } catch (error) {
    const stored = await deps.conversations.get(claim.id);
    if (stored?.value.lastTurn?.writeId === next.lastTurn?.writeId) return stored?.version ?? null;
    throw error;
  }
}
