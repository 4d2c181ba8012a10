import type { FakeAnswer } from '../fake-answer.ts';
import { invalid } from './answers.ts';
import { isRecord } from './body.ts';
import type { FakeQuickReply, FakeSentMessage, FakeTemplateButton } from './state.ts';
import { type FakeUploads, kindOf } from './uploads.ts';

/** Limits of the Send API (platform dossier "Messenger" §2.1–2.4). */
const MAX_TEXT_CHARS = 2_000;
const MAX_METADATA_CHARS = 1_000;
const MAX_QUICK_REPLIES = 13;
const MAX_TITLE_CHARS = 20;
const MAX_PAYLOAD_CHARS = 1_000;
const MAX_TEMPLATE_TEXT_CHARS = 640;
const MAX_TEMPLATE_BUTTONS = 3;

export type MessageContent = Pick<
  FakeSentMessage,
  'text' | 'quickReplies' | 'buttons' | 'attachment' | 'metadata'
>;

/** Judges the `message` of a send as the platform would. */
export function checkMessage(message: unknown, uploads: FakeUploads): MessageContent | FakeAnswer {
  if (!isRecord(message)) return invalid('Param message must be an object');
  const { text, attachment, quick_replies: quickReplies = [], metadata = null } = message;
  if (metadata !== null && (typeof metadata !== 'string' || metadata.length >= MAX_METADATA_CHARS))
    return invalid('Param message[metadata] is too long');
  if (!Array.isArray(quickReplies) || !quickReplies.every(isQuickReply))
    return invalid('Param message[quick_replies] is invalid');
  if (quickReplies.length > MAX_QUICK_REPLIES) return invalid('Too many quick replies');
  if ((text === undefined) === (attachment === undefined))
    return invalid('Message must have either text or attachment, not both');
  const rest = { quickReplies, metadata };
  if (attachment !== undefined) return checkAttachment(attachment, uploads, rest);
  if (typeof text !== 'string' || text.trim() === '') return invalid('Message cannot be empty');
  if (text.length > MAX_TEXT_CHARS) return invalid('Length of param message[text] must be at most 2000');
  return { text, buttons: [], attachment: null, ...rest };
}

function checkAttachment(
  attachment: unknown,
  uploads: FakeUploads,
  rest: Pick<MessageContent, 'quickReplies' | 'metadata'>,
): MessageContent | FakeAnswer {
  if (!isRecord(attachment) || !isRecord(attachment.payload)) return invalid('Invalid attachment');
  const { type, payload } = attachment;
  if (type === 'template') return checkButtonTemplate(payload, rest);
  const kind = kindOf(type);
  if (kind === null) return invalid('Invalid attachment type');
  const id = payload.attachment_id;
  if (typeof id !== 'string') {
    if (typeof payload.url !== 'string' || !/^https:\/\//.test(payload.url))
      return invalid('Failed to fetch the file from the url', 2018008);
    return { text: null, buttons: [], attachment: { kind, attachmentId: null }, ...rest };
  }
  if (uploads.state(id) !== 'valid') return invalid('Invalid attachment id', 2018074);
  if (uploads.find(id)?.kind !== kind) return invalid('Attachment type does not match', 2018047);
  return { text: null, buttons: [], attachment: { kind, attachmentId: id }, ...rest };
}

function checkButtonTemplate(
  payload: Record<string, unknown>,
  rest: Pick<MessageContent, 'quickReplies' | 'metadata'>,
): MessageContent | FakeAnswer {
  const { template_type: type, text, buttons } = payload;
  if (type !== 'button') return invalid('Invalid template type');
  if (typeof text !== 'string' || text.trim() === '' || text.length > MAX_TEMPLATE_TEXT_CHARS)
    return invalid('Template text must have 1 to 640 characters');
  if (!Array.isArray(buttons) || buttons.length === 0 || buttons.length > MAX_TEMPLATE_BUTTONS)
    return invalid('Template must have 1 to 3 buttons');
  if (!buttons.every(isTemplateButton)) return invalid('Template has an invalid button');
  return { text, buttons, attachment: null, ...rest };
}

function isQuickReply(value: unknown): value is FakeQuickReply {
  return isRecord(value) && value.content_type === 'text' && isTitle(value.title) && isPayload(value.payload);
}

function isTemplateButton(value: unknown): value is FakeTemplateButton {
  if (!isRecord(value) || !isTitle(value.title)) return false;
  if (value.type === 'web_url') return typeof value.url === 'string' && /^https?:\/\/\S+$/.test(value.url);
  if (value.type === 'phone_number') return /^\+\d{8,15}$/.test(String(value.payload));
  return value.type === 'postback' && isPayload(value.payload);
}

function isTitle(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '' && value.length <= MAX_TITLE_CHARS;
}

function isPayload(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && value.length <= MAX_PAYLOAD_CHARS;
}
