import { cleanText } from '../../clean-text.ts';
import { textHash } from '../../text-hash.ts';
import { neutralAttachments } from './attachments.ts';
import { type EventReader, foundEvent, ignored } from './event.ts';

/** What left the OA: our own sends too, which would answer themselves in a loop (platform dossier "Zalo" §1.5). */
export const ECHO_READERS: Readonly<Record<string, EventReader>> = {
  oa_send_text: readEcho,
  oa_send_image: readEcho,
  oa_send_gif: readEcho,
  oa_send_list: readEcho,
  oa_send_link: readEcho,
  oa_send_file: readEcho,
  oa_send_sticker: readEcho,
  oa_send_audio: readEcho,
  oa_send_video: readEcho,
  oa_send_location: readEcho,
  oa_send_business_card: readEcho,
  oa_send_template: readEcho,
};

/**
 * `sender.admin_id` is there only when a human wrote in the OA's inbox. No words are kept: the
 * hash of our own proves that a send with a lost answer arrived.
 */
function readEcho(reading: Parameters<EventReader>[0]) {
  const { message, sender, recipient } = reading.event;
  if (!message || !recipient?.id) return ignored(reading.name, 'malformed');
  const echoOf = sender?.admin_id ? 'human' : 'self';
  const attachments = neutralAttachments(message.attachments, null).map(({ contentType }) => ({
    contentType,
  }));
  const text =
    echoOf === 'self' ? cleanText(message.text ?? message.attachments?.[0]?.payload?.text) : undefined;
  return foundEvent(reading, {
    kind: 'echo',
    type: 'event',
    userId: recipient.id,
    from: 'account',
    messageId: message.msg_id,
    details: {
      attachments: attachments.length > 0 ? attachments : undefined,
      value: text === undefined ? { echoOf } : { echoOf, textHash: textHash(text) },
    },
  });
}
