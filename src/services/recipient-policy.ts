import type { Channel } from '../channels/channel.ts';
import type { SendErrorCode } from '../channels/send-error.ts';
import { nextPushMs } from '../domain/push-hours.ts';
import type { BlockedRecipient } from '../domain/records/runtime.ts';
import type { Clock } from '../lib/clock.ts';
import type { Conversations } from '../storage/conversations.ts';
import type { OutboxRow } from '../storage/outbox.ts';
import type { Records } from '../storage/records.ts';
import { changeRecord } from './change-record.ts';

/** May we, and by which route? Asked at the moment of sending, never at the moment of planning. */
export interface RecipientPolicy {
  /** Null when the row may go out now, else the reason why it is skipped. */
  refusal(row: OutboxRow, channel: Channel): Promise<string | null>;
  /** How long the row must wait for the hours in which the system may speak first, ms; 0 when it need not. */
  waitMs(row: OutboxRow): number;
  /** Remembers what a final refusal of the platform told about the recipient. */
  learn(conversationId: string, code: SendErrorCode): Promise<void>;
}

export interface RecipientPolicyDeps {
  conversations: Conversations;
  clock: Clock;
  timeZone: string;
  /** Recipients that a platform refused, by conversation id. */
  blocked: Records<BlockedRecipient>;
}

export function createRecipientPolicy(deps: RecipientPolicyDeps): RecipientPolicy {
  return {
    async refusal(row, channel) {
      const nowMs = deps.clock.businessNow();
      if (row.expiresAtMs !== null && row.expiresAtMs <= nowMs) return 'too-old';
      const [stored, block] = await Promise.all([
        deps.conversations.get(row.conversationId),
        deps.blocked.get(row.conversationId),
      ]);
      const conversation = stored?.value;
      const lastInteractionAtMs = conversation?.lastInteractionAtMs ?? null;
      const blockedSinceMs = block?.value.atMs ?? null;
      const purpose = row.lane === 'safety' ? 'safety' : row.lane === 'reply' ? 'reply' : 'push';
      const facts = {
        lastInteractionAtMs,
        following: conversation?.following ?? null,
        // Whoever wrote again after a refusal is reachable again.
        blocked: blockedSinceMs !== null && blockedSinceMs > (lastInteractionAtMs ?? 0),
        purpose,
        optedOut: conversation?.optedOut ?? false,
      } as const;
      const [best] = channel.policy(facts, nowMs);
      return best && best.route !== 'none' ? null : (best?.reason ?? 'no-route');
    },
    waitMs(row) {
      if (row.lane !== 'broadcast') return 0;
      const nowMs = deps.clock.businessNow();
      return nextPushMs(nowMs, deps.timeZone) - nowMs;
    },
    async learn(conversationId, code) {
      if (code !== 'recipient-blocked') return;
      const blocked = { atMs: deps.clock.businessNow() };
      if (await deps.blocked.insertIfAbsent(conversationId, blocked)) return;
      await changeRecord(deps.blocked, conversationId, () => blocked);
    },
  };
}
