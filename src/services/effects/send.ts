import { Hour } from '../../lib/duration.ts';
import type { NewOutboxRow } from '../../storage/outbox.ts';
import type { ApplyEffect } from './effect-context.ts';

/** A reply older than this is not sent any more; it is given when the person next writes (DESIGN.md §3). */
const REPLY_LIFE_MS = 12 * Hour.ms;

/** Parts of one message, at most; keeps `index` unique among the messages of a turn. */
const MAX_PARTS = 100;

/** Puts a message, cut to the channel's limits, into the outbox. */
export const applySend: ApplyEffect<'send'> = async (effect, context, deps) => {
  const channel = deps.channelOf(context.parts);
  if (!channel) return;
  const isCard = effect.purpose === 'card';
  const nowMs = deps.clock.businessNow();
  const rows = channel.render(effect.message).map(
    (part, i): NewOutboxRow => ({
      id: `${context.effectId}:${i}`,
      conversationId: context.conversationId,
      lane: isCard ? 'safety' : 'reply',
      group: context.group,
      index: context.position * MAX_PARTS + i,
      part,
      purpose: isCard ? 'card' : 'reply',
      createdAtMs: nowMs,
      notBeforeMs: 0,
      expiresAtMs: nowMs + REPLY_LIFE_MS,
    }),
  );
  await deps.outbox.insertMany(rows);
};
