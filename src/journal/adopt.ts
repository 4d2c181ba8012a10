import { readdir, rename, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from '../lib/atomic-file.ts';
import { ownerPath } from './owner.ts';
import { listSegments, segmentPath } from './segment.ts';

/** Folder beside the instances' for what could not be read. */
export const QUARANTINE = 'quarantine';

export interface AdoptOptions {
  /** Folder of all instances. */
  dir: string;
  /** Our own folder in it. */
  instanceId: string;
  nextPath: () => string;
  isAbandoned: (folder: string) => Promise<boolean>;
  /** Called with the new path of each segment as soon as it is ours, in order. */
  onAdopted: (path: string) => void;
}

/**
 * Moves the segments of abandoned journals into our own folder, one atomic rename each; after a crash in between the
 * rest is found again. Two processes that adopt the same journal share its segments.
 */
export async function adoptAbandoned(options: AdoptOptions): Promise<void> {
  const { dir, instanceId, isAbandoned } = options;
  const entries = await readdir(dir, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  let adopted = 0;
  for (const name of names.sort()) {
    const folder = join(dir, name);
    if (name === QUARANTINE || name === instanceId || !(await isAbandoned(folder).catch(isGone))) continue;
    adopted += await adoptFolder(folder, options);
  }
  if (adopted > 0) await syncFolder(join(dir, instanceId));
}

async function adoptFolder(folder: string, { nextPath, onAdopted }: AdoptOptions): Promise<number> {
  let adopted = 0;
  for (const number of await listSegments(folder)) {
    const path = nextPath();
    const isOurs = await rename(segmentPath(folder, number), path).then(() => true, isGone);
    if (!isOurs) continue;
    onAdopted(path);
    adopted++;
  }
  await rm(ownerPath(folder), { force: true });
  // Stays when its owner still lives and has just written again.
  await rmdir(folder).catch(() => undefined);
  return adopted;
}

/** Another process was faster. */
function isGone(error: NodeJS.ErrnoException): false {
  if (error.code === 'ENOENT') return false;
  throw error;
}
