import type { Clock } from '../../../lib/clock.ts';
import type { Ids } from '../../../lib/ids.ts';
import type { FakeAnswer } from '../fake-answer.ts';
import { invalid, success } from './answers.ts';
import { type GraphBody, isRecord } from './body.ts';

const UPLOAD_LIFE_MS = 90 * 86_400_000;
const MEBIBYTE = 1_048_576;
const ID_DIGITS = 16;

export const ATTACHMENT_KINDS = ['image', 'audio', 'video', 'file'] as const;

export type AttachmentKind = (typeof ATTACHMENT_KINDS)[number];

export interface FakeUpload {
  id: string;
  kind: AttachmentKind;
  name: string;
  contentType: string;
  bytes: Buffer;
  expiresAtMs: number;
}

/** What has been uploaded to the fake as reusable attachments. */
export interface FakeUploads {
  readonly all: readonly FakeUpload[];
  find(id: string): FakeUpload | undefined;
  state(id: string): 'valid' | 'expired' | 'unknown';
  /** Makes Graph forget an attachment before its time. */
  forget(id: string): void;
  /** `POST /{page}/message_attachments`. */
  handle(body: GraphBody): FakeAnswer;
}

/** Largest sizes, bytes (platform dossier "Messenger" §2.5). */
const MAX_BYTES: Readonly<Record<AttachmentKind, number>> = {
  image: 8 * MEBIBYTE,
  audio: 25 * MEBIBYTE,
  video: 25 * MEBIBYTE,
  file: 25 * MEBIBYTE,
};

export function createUploads(clock: Clock, ids: Ids): FakeUploads {
  const uploads = new Map<string, FakeUpload>();
  return {
    get all() {
      return [...uploads.values()];
    },
    find: (id) => uploads.get(id),
    state(id) {
      const upload = uploads.get(id);
      if (!upload) return 'unknown';
      return upload.expiresAtMs > clock.systemNow() ? 'valid' : 'expired';
    },
    forget(id) {
      const upload = uploads.get(id);
      if (upload) upload.expiresAtMs = 0;
    },
    handle({ fields, file }) {
      const attachment = isRecord(fields.message) ? fields.message.attachment : undefined;
      const kind = isRecord(attachment) ? kindOf(attachment.type) : null;
      if (kind === null) return invalid('Param message[attachment][type] is not a known type');
      if (!file) return invalid('No file uploaded', 2018008);
      if (file.bytes.length > MAX_BYTES[kind])
        return invalid('Attachment size exceeds allowable limit', 2018109);
      if (!isOfKind(kind, file)) return invalid('Media type does not match', 2018047);
      const id = `1${ids.code(ID_DIGITS - 1, '0123456789')}`;
      uploads.set(id, { ...file, id, kind, expiresAtMs: clock.systemNow() + UPLOAD_LIFE_MS });
      return success({ attachment_id: id });
    },
  };
}

export function kindOf(type: unknown): AttachmentKind | null {
  return ATTACHMENT_KINDS.find((kind) => kind === type) ?? null;
}

function isOfKind(kind: AttachmentKind, file: { contentType: string; bytes: Buffer }): boolean {
  if (file.bytes.length === 0) return false;
  if (kind === 'file') return true;
  if (kind !== 'image') return file.contentType.startsWith(`${kind}/`);
  const start = file.bytes.subarray(0, 4).toString('hex');
  return start.startsWith('ffd8ff') || start === '89504e47' || start === '47494638';
}
