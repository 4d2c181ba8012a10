import type { Media } from '../../domain/message.ts';
import type { Clock } from '../../lib/clock.ts';
import { Second } from '../../lib/duration.ts';
import type { MediaReader, UploadCache } from '../channel.ts';
import { SendError } from '../send-error.ts';
import { harmlessErrorOf, sendErrorOf } from './errors.ts';
import type { Graph } from './graph.ts';
import { UPLOAD_LIFE_MS } from './limits.ts';
import { attachmentTypeOf } from './media-type.ts';
import { uploadedSchema } from './schema.ts';

/** Uploads carry up to 25 MB, and Meta converts video before it answers. */
const UPLOAD_TIMEOUT_MS = 90 * Second.ms;

export interface Uploaded {
  type: Media['kind'];
  attachmentId: string;
  /** True when it was uploaded earlier: Meta may have forgotten it since. */
  cached: boolean;
}

export interface Uploader {
  /** The attachment id of a medium, uploading it when needed. @throws {SendError} */
  attachmentOf(media: Media, signal: AbortSignal): Promise<Uploaded>;
  /** Forgets an attachment that Meta no longer knows. */
  drop(media: Media): Promise<void>;
}

export interface UploaderDeps {
  graph: Graph;
  pageId: string;
  media: MediaReader;
  uploads: UploadCache;
  clock: Clock;
  /** Default 90 s. */
  timeoutMs?: number;
}

/** Uploads each content once as a reusable attachment (platform dossier "Messenger" §2.5). */
export function createUploader(deps: UploaderDeps): Uploader {
  const running = new Map<string, Promise<string>>();

  return {
    async attachmentOf(media, signal) {
      const type = attachmentTypeOf(media);
      if (type === null) throw new SendError('attachment-rejected');
      const known = await cachedId(deps, media);
      if (known !== null) return { type, attachmentId: known, cached: true };
      const ongoing = running.get(media.sha256);
      // Someone else's upload of the same content may be given up for their reasons: then we make our own.
      if (ongoing) {
        const attachmentId = await Promise.race([ongoing.catch(() => null), givenUp(signal)]);
        if (attachmentId !== null) return { type, attachmentId, cached: false };
      }
      const upload = uploadNew(deps, media, type, signal);
      running.set(media.sha256, upload);
      try {
        return { type, attachmentId: await upload, cached: false };
      } finally {
        if (running.get(media.sha256) === upload) running.delete(media.sha256);
      }
    },
    drop: (media) => deps.uploads.drop('messenger', deps.pageId, media.sha256),
  };
}

/** Resolves to null when the caller gives up. */
function givenUp(signal: AbortSignal): Promise<null> {
  if (signal.aborted) return Promise.resolve(null);
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(null), { once: true }));
}

/** A cache that does not answer costs an upload, not the message. */
async function cachedId({ uploads, pageId, clock }: UploaderDeps, media: Media): Promise<string | null> {
  const known = await uploads.get('messenger', pageId, media.sha256).catch(() => null);
  if (!known || clock.systemNow() - known.uploadedAtMs >= UPLOAD_LIFE_MS) return null;
  return known.attachmentId;
}

async function uploadNew(
  deps: UploaderDeps,
  media: Media,
  type: Media['kind'],
  signal: AbortSignal,
): Promise<string> {
  const data = await deps.media.read(media.sha256).catch(() => {
    throw new SendError('attachment-rejected', { platformCode: 'media-missing' });
  });
  const attachmentId = await post(deps, media, type, data, signal);
  const { uploads, pageId, clock } = deps;
  await uploads.put('messenger', pageId, media.sha256, attachmentId, clock.systemNow()).catch(() => {});
  return attachmentId;
}

async function post(
  { graph, pageId, timeoutMs = UPLOAD_TIMEOUT_MS }: UploaderDeps,
  media: Media,
  type: Media['kind'],
  data: Buffer,
  signal: AbortSignal,
): Promise<string> {
  try {
    const response = await graph.call(`/${pageId}/message_attachments`, {
      method: 'POST',
      multipart: [
        { name: 'message', value: JSON.stringify({ attachment: { type, payload: { is_reusable: true } } }) },
        { name: 'filedata', fileName: media.name, contentType: media.contentType, data },
      ],
      timeoutMs,
      signal,
    });
    const uploaded = uploadedSchema.safeParse(response.body);
    if (uploaded.success) return uploaded.data.attachment_id;
    throw sendErrorOf(response);
  } catch (error) {
    throw harmlessErrorOf(error);
  }
}
