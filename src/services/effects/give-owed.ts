import { Hour } from '../../lib/duration.ts';
import type { NewOutboxRow, OutboxRow } from '../../storage/outbox.ts';
import { giveNotices } from '../notices/give-notices.ts';
import type { ApplyEffect, EffectContext, EffectDeps } from './effect-context.ts';

/** Nobody wants to read more old answers than this at once. */
const MAX_OWED = 10;

const OWED_LIFE_MS = 12 * Hour.ms;

/** Notices stand behind old replies and before the turn's own, whose first index is {@link MAX_PARTS} of `send.ts`. */
const NOTICE_INDEX = 50;

/**
 * Sends what came too late (replies) and what could not be pushed (notices), ahead of this turn's own. What the turn says
 * again itself (the same menu, the same question) is not sent twice.
 */
export const applyGiveOwed: ApplyEffect<'give-owed'> = async (_effect, context, deps) => {
  const nowMs = deps.clock.businessNow();
  if (context.personId !== null) {
    const place = { group: context.group, index: NOTICE_INDEX, expiresAtMs: nowMs + OWED_LIFE_MS };
    await giveNotices(context.personId, context.conversationId, place, deps);
  }
  const owed = await deps.outbox.owed(context.conversationId, MAX_OWED);
  if (owed.length === 0) return;
  const said = textsOf(context, deps);
  const rows = owed.flatMap((row, index): NewOutboxRow[] => {
    if (row.part === null || isSaidAgain(row, said)) return [];
    const { conversationId, lane, part, purpose } = row;
    const { group } = context;
    const id = `${row.id}~`;
    const times = { createdAtMs: nowMs, notBeforeMs: 0, expiresAtMs: nowMs + OWED_LIFE_MS };
    return [{ id, conversationId, lane, part, purpose, group, index, ...times }];
  });
  await deps.outbox.insertMany(rows);
  await Promise.all(owed.map((row) => deps.outbox.given(row.id)));
};

/** The texts of this turn as the channel cuts them. */
function textsOf({ parts, messages }: EffectContext, { channelOf }: EffectDeps): string[] {
  const channel = channelOf(parts);
  return messages
    .flatMap((message) => channel?.render(message) ?? [])
    .flatMap((part) => (part.kind === 'text' ? [part.text] : []));
}

function isSaidAgain({ part }: OutboxRow, said: readonly string[]): boolean {
  return part?.kind === 'text' && said.some((text) => text.includes(part.text));
}
