import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../lib/make-folder.ts';
import { StorageUnavailable } from './storage.ts';

/** `ENOENT` is what Node's recursive `mkdir` makes of a read-only file system. */
const READ_ONLY = new Set(['EROFS', 'EACCES', 'EPERM', 'ENOENT']);

const FULL = new Set(['ENOSPC', 'EDQUOT']);

/** What stands in the way is a file: the folder itself, or one above it. */
const FILE_IN_PLACE = new Set(['EEXIST', 'ENOTDIR']);

const ADVICE = {
  'disk-full': 'the disk of DATA_DIR is full; make room, the server goes on by itself',
  'read-only': 'DATA_DIR cannot be written; check the mount and the owner of the folder',
  'not-a-folder': 'DATA_DIR, or a part of its path, is a file; move it away or set DATA_DIR to a folder',
} as const;

/**
 * Makes the data folder and tries to write there, before anything words a disk that cannot be written in its own way.
 *
 * @throws {StorageUnavailable} `disk-full`, `read-only`, `not-a-folder`.
 */
export async function openDataFolder(path: string): Promise<void> {
  const probe = join(path, `.probe-${process.pid}`);
  try {
    await makeFolder(path);
    await writeFile(probe, 'loa').finally(() => rm(probe, { force: true }));
  } catch (error) {
    throw diskError(error) ?? error;
  }
}

/** The port's error for what the file system threw; null for anything else. */
export function diskError(error: unknown): StorageUnavailable | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const told = FULL.has(code)
    ? 'disk-full'
    : READ_ONLY.has(code)
      ? 'read-only'
      : FILE_IN_PLACE.has(code)
        ? 'not-a-folder'
        : null;
  return told && new StorageUnavailable(told, ADVICE[told], { cause: error });
}
