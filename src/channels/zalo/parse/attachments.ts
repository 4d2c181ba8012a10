import type { InboundAttachment, InboundAttachmentKind } from '../../../domain/activity.ts';
import { cleanWord, webUrl } from '../../clean-text.ts';
import type { ZaloAttachment } from './read-event.ts';

const MAX_NAME_CHARS = 200;

/** `attachments[].type` (platform dossier "Zalo" §1.7); gifs are pictures. */
const KIND_OF_TYPE: Readonly<Record<string, InboundAttachmentKind>> = {
  image: 'image',
  gif: 'image',
  link: 'link',
  audio: 'audio',
  video: 'video',
  sticker: 'sticker',
  location: 'location',
  file: 'file',
};

/** Of these only the fact is kept: a place is GPS, a card is somebody's phone number. */
const FACT_ONLY: readonly InboundAttachmentKind[] = ['location', 'contact'];

/**
 * The attachments of a message in the neutral form.
 *
 * @param kindOfEvent - What the event's name says that came; it stands in when the attachment does not tell.
 */
export function neutralAttachments(
  attachments: readonly ZaloAttachment[] | undefined,
  kindOfEvent: InboundAttachmentKind | null,
): InboundAttachment[] {
  if (!attachments?.length) return kindOfEvent ? [{ contentType: `loa/${kindOfEvent}` }] : [];
  return attachments.map((attachment) => neutralAttachment(attachment, kindOfEvent));
}

function neutralAttachment(
  { type, payload }: ZaloAttachment,
  kindOfEvent: InboundAttachmentKind | null,
): InboundAttachment {
  const kind =
    kindOfEvent === 'contact' || isBusinessCard(payload?.description) ? 'contact' : kindOf(type, kindOfEvent);
  const contentUrl = FACT_ONLY.includes(kind) ? undefined : webUrl(payload?.url);
  const name = kind === 'file' ? cleanWord(payload?.name, MAX_NAME_CHARS) : undefined;
  return { contentType: `loa/${kind}`, ...(contentUrl && { contentUrl }), ...(name && { name }) };
}

function kindOf(type: string | undefined, kindOfEvent: InboundAttachmentKind | null): InboundAttachmentKind {
  if (type !== undefined && Object.hasOwn(KIND_OF_TYPE, type)) return KIND_OF_TYPE[type] ?? 'other';
  return kindOfEvent ?? 'other';
}

/** A business card comes as a link whose description is JSON with a phone number (§1.7). */
function isBusinessCard(description: string | undefined): boolean {
  return description !== undefined && /^\s*\{.*"(?:phone|qrCodeUrl)"/s.test(description);
}
