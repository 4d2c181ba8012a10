import { type ConversationParts, partsOfConversationId } from '../../domain/ids.ts';
import { nextMorningMs, nextPushMs } from '../../domain/push-hours.ts';
import type { Notice } from '../../domain/records/notice.ts';
import type { RouteReason } from '../../domain/route.ts';
import type { StoredConversation } from '../../storage/conversations.ts';
import type { NewOutboxRow } from '../../storage/outbox.ts';
import { allRecords, changeRecord } from '../change-record.ts';
import { peopleOf } from '../links/linked-people.ts';
import { noticeRows } from './notice-rows.ts';
import type { NotifyDeps } from './notify-person.ts';
import { takePushSlot } from './push-slot.ts';

/** A push that lies in the outbox for longer is skipped. */
const PUSH_LIFE_MS = 24 * 3_600_000;

/**
 * Puts a waiting notice into the outbox when it may go out now, else says why not. Called when it is made and by the sweep
 * alike; every part of it may be repeated.
 *
 * @returns null when there is no such notice.
 */
export async function deliverNotice(id: string, deps: NotifyDeps): Promise<Notice | null> {
  const notice = (await deps.stores.notices.get(id))?.value;
  if (notice?.state !== 'waiting') return notice ?? null;
  const nowMs = deps.clock.businessNow();
  const settle = async (change: Partial<Notice>) => {
    const stored = await changeRecord(deps.stores.notices, id, (old) =>
      old.state === 'waiting' ? { ...old, ...change } : null,
    );
    return stored?.value ?? null;
  };
  if (notice.expiresAtMs <= nowMs) return settle({ state: 'skipped', reason: 'too-old' });
  const chats = await chatsOf(notice.personId, deps);
  const conversation = lastUsed(chats);
  if (!conversation) return settle({ state: 'skipped', reason: 'no-conversation' });
  const parts = partsOfConversationId(conversation.id);
  // "Dừng" is said by a person, not by a chat.
  const optedOut = chats.some(({ value }) => value.optedOut);
  const refusal = optedOut ? 'opted-out' : await refusalOf(conversation, parts, nowMs, deps);
  if (refusal) return settle({ state: 'skipped', reason: refusal });
  const hourMs = nextPushMs(nowMs, deps.timeZone);
  if (hourMs > nowMs) return settle({ reason: 'quiet-hours', notBeforeMs: hourMs });
  const slot = await takePushSlot(notice.personId, id, deps);
  if (slot !== 'taken') return settle({ reason: slot, notBeforeMs: nextMorningMs(nowMs, deps.timeZone) });
  const rows = noticeRows(id, notice, conversation.id, deps).map(
    (row): NewOutboxRow => ({
      ...row,
      lane: 'broadcast',
      group: nowMs,
      createdAtMs: nowMs,
      expiresAtMs: nowMs + PUSH_LIFE_MS,
    }),
  );
  await deps.outbox.insertMany(rows);
  return settle({ state: 'queued', reason: null, conversationId: conversation.id });
}

/** Every chat of a person, on whatever channel. */
async function chatsOf(
  personId: string,
  { stores, conversations }: Pick<NotifyDeps, 'stores' | 'conversations'>,
): Promise<StoredConversation[]> {
  const chats: StoredConversation[] = [];
  for (const person of await peopleOf(personId, stores)) {
    for await (const { id } of allRecords(stores.identities, { index: 'byPerson', equals: [person] })) {
      const found = await conversations.get(id);
      if (found) chats.push(found);
    }
  }
  return chats;
}

function lastUsed(chats: readonly StoredConversation[]): StoredConversation | null {
  const usedAtMs = ({ value }: StoredConversation) => value.lastInteractionAtMs ?? 0;
  return chats.reduce<StoredConversation | null>(
    (last, chat) => (last && usedAtMs(last) > usedAtMs(chat) ? last : chat),
    null,
  );
}

async function refusalOf(
  { id, value }: StoredConversation,
  parts: ConversationParts,
  nowMs: number,
  deps: NotifyDeps,
): Promise<RouteReason | 'channel-off' | 'no-route' | null> {
  const channel = deps.channelOf(parts);
  if (!channel) return 'channel-off';
  const blockedSinceMs = (await deps.stores.blockedRecipients.get(id))?.value.atMs ?? null;
  const { lastInteractionAtMs, following, optedOut } = value;
  const blocked = blockedSinceMs !== null && blockedSinceMs > (lastInteractionAtMs ?? 0);
  const facts = { lastInteractionAtMs, following, blocked, purpose: 'push', optedOut } as const;
  const [best] = channel.policy(facts, nowMs);
  return best && best.route !== 'none' ? null : (best?.reason ?? 'no-route');
}
