import type { Clock } from '../../../lib/clock.ts';
import type { Ids } from '../../../lib/ids.ts';
import type { FakeAnswer } from '../fake-answer.ts';
import { refusal, success } from './answers.ts';

const UPLOAD_LIFE_MS = 7 * 86_400_000;
const MEBIBYTE = 1_048_576;
const ID_PREFIX = 'upload-';

export type UploadKind = 'image' | 'gif' | 'file';

export interface FakeUpload {
  id: string;
  kind: UploadKind;
  name: string;
  bytes: Buffer;
  expiresAtMs: number;
}

/** What has been uploaded to the fake, and what it serves as a picture store. */
export interface FakeUploads {
  readonly all: readonly FakeUpload[];
  find(id: string): FakeUpload | undefined;
  state(id: string, kind: UploadKind): 'valid' | 'expired' | 'unknown';
  /** `POST /v2.0/oa/upload/<kind>`. */
  handle(kind: UploadKind, body: Buffer, contentType: string): Promise<FakeAnswer>;
}

/** Limits and endings of dossier §5.1: Zalo judges a file by the ending of its name. */
const RULES: Readonly<Record<UploadKind, { maxBytes: number; ending: RegExp }>> = {
  image: { maxBytes: MEBIBYTE, ending: /\.(?:jpe?g|png)$/i },
  gif: { maxBytes: 5 * MEBIBYTE, ending: /\.gif$/i },
  file: { maxBytes: 5 * MEBIBYTE, ending: /\.(?:pdf|docx?|csv)$/i },
};

export function createUploads(clock: Clock, ids: Ids): FakeUploads {
  const uploads = new Map<string, FakeUpload>();
  return {
    get all() {
      return [...uploads.values()];
    },
    find: (id) => uploads.get(id),
    state(id, kind) {
      const upload = uploads.get(id);
      // Of an earlier run of this fake: a server that lives longer than its fake remembers such uploads.
      if (!upload && id.startsWith(ID_PREFIX)) return 'expired';
      if (upload?.kind !== kind) return 'unknown';
      return upload.expiresAtMs > clock.systemNow() ? 'valid' : 'expired';
    },
    async handle(kind, body, contentType) {
      const file = await readFilePart(body, contentType);
      const rule = RULES[kind];
      if (!file || !rule.ending.test(file.name)) return refusal(-201);
      if (kind === 'image' && !isJpegOrPng(file.bytes)) return refusal(-201);
      if (file.bytes.length > rule.maxBytes) return refusal(-210);
      const id = `${ID_PREFIX}${ids.next()}`;
      uploads.set(id, { ...file, id, kind, expiresAtMs: clock.systemNow() + UPLOAD_LIFE_MS });
      return success(kind === 'file' ? { token: id } : { attachment_id: id });
    },
  };
}

/** The one part named `file` of a multipart body. */
async function readFilePart(
  body: Buffer,
  contentType: string,
): Promise<{ name: string; bytes: Buffer } | null> {
  try {
    const form = await new Response(new Uint8Array(body), {
      headers: { 'content-type': contentType },
    }).formData();
    const part = form.get('file');
    if (part === null || typeof part === 'string') return null;
    return { name: part.name, bytes: Buffer.from(await part.arrayBuffer()) };
  } catch {
    return null;
  }
}

function isJpegOrPng(bytes: Buffer): boolean {
  const start = bytes.subarray(0, 4).toString('hex');
  return start.startsWith('ffd8ff') || start === '89504e47';
}
