import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ids } from '../lib/ids.ts';

export interface ShelfMedium {
  bytes: Buffer;
  contentType: string;
  name: string;
}

/** Pictures and sounds that simulated people and the bot send each other. */
export interface MediaShelf {
  /** @returns its id. */
  put(medium: ShelfMedium): string;
  get(id: string): ShelfMedium | null;
  /** Where the page finds a medium. */
  addressOf(id: string): string;
}

/** Invented drawings and a tone that a newcomer can send without having a photo at hand. */
export const SAMPLES: Readonly<Record<string, { file: string; contentType: string; title: string }>> = {
  'sample-1': { file: 'drawing-1.jpg', contentType: 'image/jpeg', title: 'Họp ở nhà văn hóa' },
  'sample-2': { file: 'drawing-2.jpg', contentType: 'image/jpeg', title: 'Loa của thôn' },
  'sample-3': { file: 'drawing-3.jpg', contentType: 'image/jpeg', title: 'Phát tờ rơi' },
  'sample-voice': { file: 'voice.wav', contentType: 'audio/wav', title: 'Ghi âm mẫu' },
};

/** Beyond this many the oldest are forgotten. */
const MAX_MEDIA = 200;

/** @param folder - Where the samples lie. */
export async function openMediaShelf(folder: string, ids: Ids): Promise<MediaShelf> {
  const media = new Map<string, ShelfMedium>();
  const samples = new Map<string, ShelfMedium>();
  for (const [id, { file, contentType }] of Object.entries(SAMPLES)) {
    samples.set(id, { bytes: await readFile(join(folder, file)), contentType, name: file });
  }
  return {
    put(medium) {
      const id = ids.next();
      media.set(id, medium);
      const [oldest] = media.keys();
      if (media.size > MAX_MEDIA && oldest !== undefined) media.delete(oldest);
      return id;
    },
    get: (id) => samples.get(id) ?? media.get(id) ?? null,
    addressOf: (id) => `/simulator/api/media/${id}`,
  };
}
