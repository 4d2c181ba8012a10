import type { InboundAttachmentKind, ParsedEvent } from '../../../domain/activity.ts';
import { cleanText } from '../../clean-text.ts';
import { neutralAttachments } from './attachments.ts';
import { type EventReader, foundEvent, ignored, type Reading } from './event.ts';

/**
 * Our button payloads, `#lt:<flow>:<step>:<question>:<value>`. Zalo sends a tap as an ordinary text that equals the
 * payload (platform dossier "Zalo" §1.9); nobody types this by accident.
 */
const TAP_PAYLOAD = /^#lt:\S/;

/** What people sent: `user_send_*`. */
export const MESSAGE_READERS: Readonly<Record<string, EventReader>> = {
  user_send_text: readMessage(null),
  user_send_image: readMessage('image'),
  user_send_gif: readMessage('image'),
  user_send_link: readMessage('link'),
  user_send_audio: readMessage('audio'),
  user_send_video: readMessage('video'),
  user_send_sticker: readMessage('sticker'),
  user_send_location: readMessage('location'),
  user_send_business_card: readMessage('contact'),
  user_send_file: readMessage('file'),
};

function readMessage(kindOfEvent: InboundAttachmentKind | null): EventReader {
  return (reading) => {
    const { message, sender } = reading.event;
    if (!message || !sender?.id) return ignored(reading.name, 'malformed');
    const attachments = neutralAttachments(message.attachments, kindOfEvent);
    // A text beside a place or a card may repeat the address or the phone number, which are not kept.
    const factOnly = kindOfEvent === 'location' || kindOfEvent === 'contact';
    const text = factOnly ? undefined : cleanText(message.text);
    if (text === undefined && attachments.length === 0) return ignored(reading.name, 'malformed');
    if (text !== undefined && TAP_PAYLOAD.test(text.trim())) return tap(reading, sender.id, text.trim());
    return foundEvent(reading, {
      kind: 'message',
      type: 'message',
      userId: sender.id,
      from: 'user',
      messageId: message.msg_id,
      details: {
        text,
        attachments: attachments.length > 0 ? attachments : undefined,
        replyToId: message.quote_msg_id,
      },
    });
  };
}

function tap(reading: Reading, userId: string, payload: string): ParsedEvent {
  const messageId = reading.event.message?.msg_id;
  return foundEvent(reading, {
    kind: 'tap',
    type: 'message',
    userId,
    from: 'user',
    messageId,
    details: { value: { payload } },
  });
}
