import { link, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

export interface AtomicFileOptions {
  /** Permission bits of the new file. Default 0o644. */
  mode?: number;
}

let counter = 0;

/**
 * Replaces `path` as a whole: after a crash there is the old content or the new, never a part. The content and the
 * folder entry are on disk when this returns.
 *
 * @throws {NodeJS.ErrnoException} for example `ENOSPC`; then the old file still stands and no temporary one is left.
 */
export async function writeFileAtomic(
  path: string,
  content: string | Uint8Array,
  options: AtomicFileOptions = {},
): Promise<void> {
  await throughTemporary(path, content, options, async (temporary) => {
    await rename(temporary, path);
    return true;
  });
}

/**
 * Like {@link writeFileAtomic}, but never replaces: of several processes that try at the same time one wins.
 *
 * @returns false when the file was there already.
 */
export async function createFileAtomic(
  path: string,
  content: string | Uint8Array,
  options: AtomicFileOptions = {},
): Promise<boolean> {
  return throughTemporary(path, content, options, async (temporary) => {
    try {
      await link(temporary, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    }
    await rm(temporary);
    return true;
  });
}

async function throughTemporary(
  path: string,
  content: string | Uint8Array,
  options: AtomicFileOptions,
  publish: (temporary: string) => Promise<boolean>,
): Promise<boolean> {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}-${counter++}.tmp`);
  let published = false;
  try {
    await writeSynced(temporary, content, options.mode ?? 0o644);
    published = await publish(temporary);
  } finally {
    if (!published) await rm(temporary, { force: true });
  }
  await syncFolder(dirname(path));
  return published;
}

async function writeSynced(path: string, content: string | Uint8Array, mode: number): Promise<void> {
  const file = await open(path, 'w', mode);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes created, renamed and removed entries of a folder survive a power cut. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
