import { type ConversationParts, partsOfConversationId } from '../../domain/ids.ts';
import { writeOpening } from '../../flows/payload.ts';
import { Hour } from '../../lib/duration.ts';
import type { NewOutboxRow } from '../../storage/outbox.ts';
import { linkPeople } from '../links/link-people.ts';
import { type ApplyEffect, type EffectDeps, personOf } from './effect-context.ts';
import { applySend } from './send.ts';

const APPS: Readonly<Record<ConversationParts['channel'], string>> = {
  zalo: 'Zalo',
  messenger: 'Facebook Messenger',
};

const LINK_LOST =
  'Mã vừa được dùng ở chỗ khác, đã hết hạn, hoặc bên kia vừa đổi, nên em chưa nối được. Anh/chị lấy mã mới giúp em ạ.';

/** The other chat has asked for this within the quarter of an hour, so it is an answer and no push. */
const NEWS_LIFE_MS = 12 * Hour.ms;

/** Links this chat with the one that showed the code, and tells both; only this one when somebody was faster. */
export const applyLinkChats: ApplyEffect<'link-chats'> = async ({ code }, context, deps) => {
  const personId = personOf(context);
  const { effectId, parts } = context;
  const offered = await deps.linkCodes.spend(code, effectId);
  const isOther = offered !== null && partsOfConversationId(offered.conversationId).channel !== parts.channel;
  const sinceMs = deps.clock.businessNow();
  const linked =
    isOther && (await linkPeople(personId, offered.personId, { effectId, sinceMs }, deps.stores));
  if (!linked) return applySend({ type: 'send', message: { text: LINK_LOST } }, context, deps);
  await tell(offered.conversationId, `link:${effectId}`, parts.channel, deps);
};

/** The chat that showed the code hears by whom it was used, and how to undo it. */
async function tell(
  conversationId: string,
  id: string,
  from: ConversationParts['channel'],
  deps: EffectDeps,
): Promise<void> {
  const text = `${APPS[from]} của anh/chị đã được nối với cuộc trò chuyện này: báo cáo và tổ ở hai bên dùng chung. Nếu không phải anh/chị làm, bấm "Bỏ nối" hoặc nhắn "bỏ nối" ngay.`;
  const buttons = [{ kind: 'reply' as const, title: 'Bỏ nối', payload: writeOpening('link-chats') }];
  const parts = deps.channelOf(partsOfConversationId(conversationId))?.render({ text, buttons }) ?? [];
  const nowMs = deps.clock.businessNow();
  const rows = parts.map(
    (part, index): NewOutboxRow => ({
      ...{ id: `${id}:${index}`, conversationId, lane: 'reply', group: nowMs, index, part, purpose: 'reply' },
      ...{ createdAtMs: nowMs, notBeforeMs: 0, expiresAtMs: nowMs + NEWS_LIFE_MS },
    }),
  );
  await deps.outbox.insertMany(rows);
}
