import type { ParsedEvent } from '../../../domain/activity.ts';
import { cleanText } from '../../clean-text.ts';
import { neutralAttachments } from './attachments.ts';
import { readEcho } from './echoes.ts';
import { foundEvent, ignored, personOf, type Reading } from './event.ts';
import { cleanRef, meaningOf } from './payload.ts';
import type { MessengerMessage } from './read-item.ts';

/** `message`: what people sent, and the echo of what the Page sent. */
export function readMessage(reading: Reading): ParsedEvent {
  const { event, name, pageId } = reading;
  const { message } = event;
  if (!message) return ignored(name, 'malformed');
  // Without the flag it is still not a person who speaks: the bot would answer itself.
  if (message.is_echo || event.sender?.id === pageId) return readEcho(reading, message);
  const userId = personOf(reading);
  if (!userId) return ignored(name, event.sender?.user_ref ? 'anonymous' : 'malformed');
  if (message.is_deleted) return readUnsend(reading, message, userId);
  if (message.quick_reply) return readQuickReply(reading, message, userId);
  return readContent(reading, message, userId);
}

function readContent(reading: Reading, message: MessengerMessage, userId: string): ParsedEvent {
  const text = cleanText(message.text);
  const attachments = neutralAttachments(message.attachments);
  // Something came that the platform does not show: the person expects an answer all the same.
  if (message.is_unsupported && attachments.length === 0) attachments.push({ contentType: 'loa/other' });
  if (text === undefined && attachments.length === 0) return ignored(reading.name, 'malformed');
  const ref = cleanRef(message.referral?.ref);
  return foundEvent(reading, {
    kind: 'message',
    type: 'message',
    userId,
    from: 'user',
    messageId: message.mid,
    time: reading.event.timestamp,
    details: {
      text,
      attachments: attachments.length > 0 ? attachments : undefined,
      replyToId: message.reply_to?.mid,
      value: ref === undefined ? undefined : { ref },
    },
  });
}

function readQuickReply(reading: Reading, message: MessengerMessage, userId: string): ParsedEvent {
  const meaning = meaningOf(message.quick_reply?.payload, message.referral?.ref);
  if (meaning.kind === 'foreign') return readContent(reading, message, userId);
  const value = meaning.kind === 'tap' ? { payload: meaning.payload } : meaning.ref && { ref: meaning.ref };
  return foundEvent(reading, {
    kind: meaning.kind,
    type: 'message',
    userId,
    from: 'user',
    messageId: message.mid,
    time: reading.event.timestamp,
    details: { text: cleanText(message.text), value: value || undefined },
  });
}

/** Told for Instagram only; handled in case the Page gets it too (platform dossier §1.5). */
function readUnsend(reading: Reading, message: MessengerMessage, userId: string): ParsedEvent {
  if (!message.mid) return ignored(reading.name, 'malformed');
  return foundEvent(reading, {
    kind: 'unsend',
    type: 'messageDelete',
    userId,
    from: 'user',
    messageId: message.mid,
    time: reading.event.timestamp,
  });
}

/** `message_edit`: the new text of a message. */
export function readEdit(reading: Reading): ParsedEvent {
  const { message_edit: edit, timestamp } = reading.event;
  const userId = personOf(reading);
  const text = cleanText(edit?.text);
  const editNumber = edit?.num_edit === undefined ? undefined : String(edit.num_edit);
  if (!edit?.mid || !userId || text === undefined) return ignored(reading.name, 'malformed');
  if (editNumber === '0') return ignored(reading.name, 'no-effect');
  const isNumbered = editNumber !== undefined && /^\d{1,9}$/.test(editNumber);
  return foundEvent(reading, {
    kind: 'edit',
    type: 'messageUpdate',
    userId,
    from: 'user',
    messageId: edit.mid,
    // Two edits of one message are two events: without a number only the hash tells them apart.
    ownId: isNumbered ? `${edit.mid}:${editNumber}` : null,
    time: timestamp,
    details: { text, value: isNumbered ? { action: editNumber } : undefined },
  });
}
