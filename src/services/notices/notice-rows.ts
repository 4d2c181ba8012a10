import { partsOfConversationId } from '../../domain/ids.ts';
import type { Message } from '../../domain/message.ts';
import type { Notice } from '../../domain/records/notice.ts';
import type { NewOutboxRow } from '../../storage/outbox.ts';
import type { NotifyDeps } from './notify-person.ts';

type NoticeRow = Omit<NewOutboxRow, 'lane' | 'group' | 'createdAtMs' | 'expiresAtMs'>;

/** The notice as the channel can carry it. @param suffix - Tells a second way of sending it from the first. */
export function noticeRows(
  id: string,
  { text, button }: Notice,
  conversationId: string,
  { channelOf }: Pick<NotifyDeps, 'channelOf'>,
  suffix = '',
): NoticeRow[] {
  const message: Message = { text, ...(button && { buttons: [{ kind: 'reply', ...button }] }) };
  const parts = channelOf(partsOfConversationId(conversationId))?.render(message) ?? [];
  return parts.map((part, index) => ({
    id: noticeRowId(id, index, suffix),
    conversationId,
    index,
    part,
    purpose: 'notice',
    notBeforeMs: 0,
  }));
}

/** Deterministic, so that the outbox tells what became of a notice. */
export function noticeRowId(noticeId: string, index: number, suffix = ''): string {
  return `notice:${noticeId}${suffix}:${index}`;
}
