import type { InboundAttachment, InboundAttachmentKind } from '../../../domain/activity.ts';
import { webUrl } from '../../clean-text.ts';
import type { MessengerAttachment } from './read-item.ts';

/** `attachments[].type` (platform dossier §1.5). Shared posts and reels are links: their media belong to others. */
const KIND_OF_TYPE: ReadonlyMap<string, InboundAttachmentKind> = new Map([
  ['image', 'image'],
  ['audio', 'audio'],
  ['video', 'video'],
  ['file', 'file'],
  ['sticker', 'sticker'],
  ['location', 'location'],
  ['fallback', 'link'],
  ['share', 'link'],
  ['reel', 'link'],
  ['ig_reel', 'link'],
  ['post', 'link'],
  ['ig_post', 'link'],
]);

/** The attachments of a message in the neutral form; a sticker that came in its old and its new form is one. */
export function neutralAttachments(attachments: readonly MessengerAttachment[] = []): InboundAttachment[] {
  const stickers = new Set<string>();
  return attachments
    .filter((attachment) => {
      const stickerId = stickerIdOf(attachment);
      if (stickerId === undefined) return true;
      const isNew = !stickers.has(stickerId);
      stickers.add(stickerId);
      return isNew;
    })
    .map(neutralAttachment);
}

/** Stickers were pictures with a `sticker_id` until 30 August 2026, and both from June on. */
function stickerIdOf({ payload }: MessengerAttachment): string | undefined {
  return payload?.sticker_id === undefined ? undefined : String(payload.sticker_id);
}

function neutralAttachment(attachment: MessengerAttachment): InboundAttachment {
  const { type = '', url, payload } = attachment;
  const isSticker = stickerIdOf(attachment) !== undefined;
  const kind = isSticker ? 'sticker' : (KIND_OF_TYPE.get(type) ?? 'other');
  // Of a place only the fact is kept; its address would tell where.
  const contentUrl = kind === 'location' ? undefined : webUrl(payload?.url ?? url);
  return { contentType: `loa/${kind}`, ...(contentUrl && { contentUrl }) };
}
