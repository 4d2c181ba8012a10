import type { Media } from '../../domain/message.ts';
import type { Clock } from '../../lib/clock.ts';
import { createSingleFlight } from '../../lib/single-flight.ts';
import type { MediaReader, UploadCache } from '../channel.ts';
import { SendError } from '../send-error.ts';
import type { ZaloApi } from './api.ts';
import { UPLOAD_LIFE_MS } from './limits.ts';
import { uploadDataSchema } from './schema.ts';

export interface Uploader {
  /** Zalo's id of a medium, uploaded unless it was within 6 days. @throws {SendError} */
  idOf(media: Media, signal: AbortSignal): Promise<string>;
  /** Zalo no longer knows the upload: the next {@link idOf} makes it anew. */
  forget(media: Media): Promise<void>;
}

export interface UploaderDeps {
  api: ZaloApi;
  oaId: string;
  media: MediaReader;
  uploads: UploadCache;
  clock: Clock;
}

/**
 * Uploads by content hash (platform dossier "Zalo" §5.1): uploads are limited to 5,000 a month, so a picture for a
 * hundred people goes up once, also when the first of them are sent to at the same time.
 */
export function createUploader({ api, oaId, media: reader, uploads, clock }: UploaderDeps): Uploader {
  const underWay = createSingleFlight<string>();

  async function upload(media: Media, signal: AbortSignal): Promise<string> {
    const data = await reader.read(media.sha256).catch(() => {
      throw new SendError('attachment-rejected', { platformCode: 'media-missing' });
    });
    const answer = await api.call(
      {
        method: 'POST',
        path: media.kind === 'image' ? '/v2.0/oa/upload/image' : '/v2.0/oa/upload/file',
        // The name matters: Zalo judges the type by its ending.
        multipart: [{ name: 'file', fileName: media.name, contentType: media.contentType, data }],
        signal,
      },
      'upload',
    );
    const ids = uploadDataSchema.safeParse(answer).data;
    const id = media.kind === 'image' ? ids?.attachment_id : (ids?.token ?? ids?.attachment_id);
    if (!id) throw new SendError('attachment-rejected', { platformCode: 'upload-without-id' });
    await uploads.put('zalo', oaId, media.sha256, id, clock.systemNow());
    return id;
  }

  return {
    async idOf(media, signal) {
      const known = await uploads.get('zalo', oaId, media.sha256);
      if (known && clock.systemNow() - known.uploadedAtMs < UPLOAD_LIFE_MS) return known.attachmentId;
      return underWay.run(media.sha256, () => upload(media, signal));
    },
    forget: (media) => uploads.drop('zalo', oaId, media.sha256),
  };
}
