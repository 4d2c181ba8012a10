import { createHash } from 'node:crypto';
import { access, readdir, readFile, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { createFileAtomic } from '../lib/atomic-file.ts';
import { makeFolder } from '../lib/make-folder.ts';
import { BlobMissing, type Blobs } from './storage.ts';

const SHA256_HEX = /^[0-9a-f]{64}$/;

/**
 * Blobs as files named by their hash: `<dir>/ab/cd/abcd…`. Two levels of folders keep each of them small.
 *
 * @param dir - Made when it is first written to.
 */
export function openDiskBlobs(dir: string): Blobs {
  return {
    async put(bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const path = pathOf(dir, sha256);
      if (await exists(path)) return sha256;
      await makeFolder(dirname(path));
      await createFileAtomic(path, bytes);
      return sha256;
    },
    async get(sha256) {
      if (!SHA256_HEX.test(sha256)) throw new BlobMissing(sha256);
      try {
        return await readFile(pathOf(dir, sha256));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new BlobMissing(sha256);
        throw error;
      }
    },
    has: async (sha256) => SHA256_HEX.test(sha256) && exists(pathOf(dir, sha256)),
    async *list() {
      const entries = await readdir(dir, { recursive: true }).catch(missing);
      for (const entry of entries) if (SHA256_HEX.test(basename(entry))) yield basename(entry);
    },
    async remove(sha256) {
      if (!SHA256_HEX.test(sha256)) return false;
      try {
        await rm(pathOf(dir, sha256));
        return true;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
        throw error;
      }
    },
  };
}

/** A folder that nothing was put into yet. */
function missing(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}

/** Only a checked hash becomes a path, so no name from outside can leave the folder. */
function pathOf(dir: string, sha256: string): string {
  return join(dir, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
