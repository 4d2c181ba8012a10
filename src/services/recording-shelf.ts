import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Recording } from '../content/recordings.ts';
import type { Media } from '../domain/message.ts';
import type { Blobs } from '../storage/storage.ts';

/** Where recordings are served, below `PUBLIC_URL`: for Zalo, which carries no sound (platform dossier "Zalo" §5.1). */
export const RECORDINGS_PATH = '/recordings';

/** Looks a recording up by its id; null when it is not there. */
export type RecordingShelf = (id: string) => Media | null;

/** Makes the recordings ready to be sent: kept as blobs, so that whichever process sends them later has them. */
export async function openRecordingShelf(
  recordings: readonly Recording[],
  blobs: Blobs,
): Promise<RecordingShelf> {
  const media = new Map<string, Media>();
  for (const { id, path, contentType, sizeBytes } of recordings) {
    media.set(id, {
      kind: 'audio',
      sha256: await blobs.put(await readFile(path)),
      contentType,
      name: basename(path),
      sizeBytes,
      alt: 'Nghe bản ghi âm',
      publicPath: `${RECORDINGS_PATH}/${id.split('/').map(encodeURIComponent).join('/')}`,
    });
  }
  return (id) => media.get(id) ?? null;
}
