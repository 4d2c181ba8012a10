import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { BlobMissing, type Blobs } from '../../src/storage/storage.ts';
import { range } from './samples.ts';

/** What every engine's blobs promise. */
export function blobsContract(open: () => Promise<Blobs>): void {
  describe('blobs', () => {
    const bytes = Buffer.from('một tấm ảnh 📷\u0000\u00ff', 'utf8');
    const sha256 = createHash('sha256').update(bytes).digest('hex');

    it('keeps bytes under their hash', async () => {
      const blobs = await open();
      expect(await blobs.has(sha256)).toBe(false);
      expect(await blobs.put(bytes)).toBe(sha256);
      expect(await blobs.has(sha256)).toBe(true);
      expect(await blobs.get(sha256)).toEqual(bytes);
    });

    it('keeps an empty and a large blob', async () => {
      const blobs = await open();
      const large = randomBytes(3_000_000);
      for (const one of [Buffer.alloc(0), large]) {
        expect((await blobs.get(await blobs.put(one))).equals(one)).toBe(true);
      }
    });

    it('makes one blob of the same bytes, also when they come at once', async () => {
      const blobs = await open();
      const hashes = await Promise.all(range(0, 10).map(() => blobs.put(bytes)));
      expect(new Set(hashes)).toEqual(new Set([sha256]));
      expect(await blobs.remove(sha256)).toBe(true);
      expect(await blobs.has(sha256)).toBe(false);
    });

    it('says so when there is none', async () => {
      const blobs = await open();
      await expect(blobs.get(sha256)).rejects.toThrow(BlobMissing);
      expect(await blobs.remove(sha256)).toBe(false);
    });

    it('lists what it has', async () => {
      const blobs = await open();
      expect(await hashesOf(blobs)).toEqual([]);
      const other = await blobs.put(Buffer.from('hai'));
      await blobs.put(bytes);
      expect(await hashesOf(blobs)).toEqual([sha256, other].sort());
    });

    it('takes a name that is no hash for a missing blob', async () => {
      const blobs = await open();
      await blobs.put(bytes);
      for (const name of ['../../etc/passwd', '', sha256.toUpperCase(), `${sha256}/..`]) {
        expect(await blobs.has(name)).toBe(false);
        expect(await blobs.remove(name)).toBe(false);
        await expect(blobs.get(name)).rejects.toThrow(BlobMissing);
      }
    });
  });
}

async function hashesOf(blobs: Blobs): Promise<string[]> {
  const hashes: string[] = [];
  for await (const sha256 of blobs.list()) hashes.push(sha256);
  return hashes.sort();
}
