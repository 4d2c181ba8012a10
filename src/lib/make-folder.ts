import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from './atomic-file.ts';

/**
 * Makes a folder and those above it; the entry of each new one is on disk when this returns.
 *
 * Node's own recursive `mkdir` is not used: where a folder exists that nothing can be made in (`/proc`), it tries for ever.
 *
 * @throws what the file system says of the first folder that cannot be made: `EACCES`, `EROFS`, `ENOSPC`, `EEXIST` for a
 * file in its place, `ENOENT` where the system lets nobody make one.
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    if (await isFolder(path)) return;
    const above = dirname(path);
    if (codeOf(error) !== 'ENOENT' || (await isFolder(above))) throw error;
    await makeFolder(above);
    return makeFolder(path);
  }
  await syncFolder(dirname(path));
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found?.isDirectory() ?? false;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}
