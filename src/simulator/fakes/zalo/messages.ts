import type { Clock } from '../../../lib/clock.ts';
import type { FakeAnswer } from '../fake-answer.ts';
import { refusal, success } from './answers.ts';
import {
  attachmentSchema,
  CODE,
  type FakeAttachment,
  refusalOfMeasures,
  refusalOfText,
  sendRequestSchema,
} from './message-rules.ts';
import type { FakeSentMessage, FakeZaloState } from './state.ts';
import type { FakeUploads } from './uploads.ts';

const WINDOW_MS = 7 * 86_400_000;

export interface MessageDesk {
  state: FakeZaloState;
  uploads: FakeUploads;
  clock: Clock;
  /** Called with every message that was taken. */
  onSent(sent: FakeSentMessage): void;
}

/** `POST /v3.0/oa/message/cs`: judges a consultation message as Zalo does, then delivers it. */
export function takeMessage(desk: MessageDesk, body: unknown): FakeAnswer {
  const request = sendRequestSchema.safeParse(body).data;
  if (!request) return refusal(CODE.invalid);
  const { text, attachment: rawAttachment } = request.message;
  const userRefusal = refusalOfUser(desk, request.recipient.user_id);
  if (userRefusal !== null) return refusal(userRefusal);

  const textRefusal = refusalOfText(text, rawAttachment !== undefined);
  if (textRefusal !== null) return refusal(textRefusal);
  if (rawAttachment === undefined) return accept(desk, request.recipient.user_id, text, null);

  const attachment = attachmentSchema.safeParse(rawAttachment).data;
  if (!attachment) return refusal(CODE.invalid);
  const attachmentRefusal = refusalOfMeasures(attachment) ?? refusalOfUpload(desk.uploads, attachment);
  if (attachmentRefusal !== null) return refusal(attachmentRefusal);
  return accept(desk, request.recipient.user_id, text, attachment);
}

/** True when a request body carries buttons, wherever it is refused later. */
export function hasButtons(body: unknown): boolean {
  const attachment = attachmentSchema.safeParse(
    sendRequestSchema.safeParse(body).data?.message.attachment,
  ).data;
  return attachment?.type === 'template' && 'buttons' in attachment.payload;
}

function refusalOfUser({ state, clock }: MessageDesk, userId: string): number | null {
  const user = state.users.get(userId);
  if (!user) return CODE.invalid;
  if (user.blocked) return CODE.notFollowing;
  const { lastInteractionAtMs } = user;
  const open = lastInteractionAtMs !== null && clock.businessNow() - lastInteractionAtMs <= WINDOW_MS;
  return open ? null : CODE.windowClosed;
}

function refusalOfUpload(uploads: FakeUploads, attachment: FakeAttachment): number | null {
  if (attachment.type === 'file') return refusalOfId(uploads, attachment.payload.token, 'file');
  if ('buttons' in attachment.payload || attachment.payload.template_type !== 'media') return null;
  const [element] = attachment.payload.elements;
  if (element.media_type === 'sticker') return element.attachment_id ? null : CODE.invalid;
  if (element.media_type === 'gif' && !(element.width && element.height)) return CODE.invalid;
  if (element.url !== undefined) return element.attachment_id === undefined ? null : CODE.invalid;
  return refusalOfId(uploads, element.attachment_id, element.media_type);
}

function refusalOfId(
  uploads: FakeUploads,
  id: string | undefined,
  kind: 'image' | 'gif' | 'file',
): number | null {
  const state = uploads.state(id ?? '', kind);
  if (state === 'expired') return CODE.uploadExpired;
  return state === 'valid' ? null : CODE.invalid;
}

function accept(
  desk: MessageDesk,
  userId: string,
  text: string | undefined,
  attachment: FakeAttachment | null,
): FakeAnswer {
  const { state, clock } = desk;
  const sent: FakeSentMessage = {
    messageId: state.newMessageId(),
    userId,
    text: text ?? null,
    buttons:
      attachment?.type === 'template' && 'buttons' in attachment.payload ? attachment.payload.buttons : [],
    attachment: attachment && attachmentOf(attachment),
    sentAtMs: clock.businessNow(),
  };
  state.sent.push(sent);
  state.lines.push({
    fromOa: true,
    userId,
    type: sent.attachment?.kind ?? 'text',
    text: text ?? '',
    messageId: sent.messageId,
    atMs: sent.sentAtMs,
  });
  desk.onSent(sent);
  // Since March 2026 the answer no longer tells a quota (§4.2).
  return success({ message_id: sent.messageId, user_id: userId, sent_time: String(sent.sentAtMs) });
}

function attachmentOf(attachment: FakeAttachment): FakeSentMessage['attachment'] {
  if (attachment.type === 'file') return { kind: 'file', uploadId: attachment.payload.token, url: null };
  if ('buttons' in attachment.payload) return null;
  if (attachment.payload.template_type !== 'media')
    return { kind: 'request-info', uploadId: null, url: null };
  const [element] = attachment.payload.elements;
  return { kind: element.media_type, uploadId: element.attachment_id ?? null, url: element.url ?? null };
}
