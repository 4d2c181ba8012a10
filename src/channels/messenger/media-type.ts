import type { Media } from '../../domain/message.ts';
import { IMAGE_TYPES, MAX_IMAGE_BYTES, MAX_MEDIA_BYTES } from './limits.ts';

/** What a medium is uploaded as; null when Messenger cannot carry it (platform dossier "Messenger" §2.5). */
export function attachmentTypeOf(media: Media): Media['kind'] | null {
  if (media.sizeBytes <= 0 || media.sizeBytes > MAX_MEDIA_BYTES) return null;
  if (media.kind !== 'image') return media.kind;
  if (!IMAGE_TYPES.includes(media.contentType)) return 'file';
  return media.sizeBytes <= MAX_IMAGE_BYTES ? 'image' : null;
}
