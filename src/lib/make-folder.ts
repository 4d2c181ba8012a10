import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from './atomic-file.ts';

/**
 * Makes a folder and those above it; the entry of each new one is on disk when this returns.
 *
 * Node's own recursive `mkdir` is not used: where a folder exists that nothing can be made in (`/proc`), it tries for ever.
 *
 * @param mode - Who may use the new ones; everybody whom the system's mask lets, unless said.
 * @throws what the file system says of the first folder that cannot be made: `EACCES`, `EROFS`, `ENOSPC`, `EEXIST` for a
 * file in its place, `ENOENT` where the system lets nobody make one.
 */
export async function makeFolder(path: string, mode?: number): Promise<void> {
  const above = dirname(path);
  const refusal = await makeOne(path, mode);
  if (refusal === null) return;
  if (codeOf(refusal) !== 'ENOENT') throw refusal;
  // Somebody else may have made the one above it since: then it is enough to try again.
  if (!(await isFolder(above))) await makeFolder(above, mode);
  const again = await makeOne(path, mode);
  if (again !== null) throw again;
}

/** Makes one folder where there is none. Returns why it cannot be made, or null. */
async function makeOne(path: string, mode?: number): Promise<unknown> {
  try {
    await mkdir(path, mode);
  } catch (error) {
    return (await isFolder(path)) ? null : error;
  }
  await syncFolder(dirname(path));
  return null;
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found?.isDirectory() ?? false;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}
