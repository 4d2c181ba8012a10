import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A build writes only those modules anew that changed, but always this. */
const WRITTEN_LAST = 'dist/prepared.json';

/**
 * What Node runs to start the server: the built one where the build is newer than every source file, because it starts
 * in a fraction of the time; else the sources.
 */
export function serverEntry(root: string): string[] {
  const isFresh = modifiedMs(join(root, WRITTEN_LAST)) > newestMs(join(root, 'src'));
  return isFresh ? [join(root, 'dist/main.js')] : ['--import', 'tsx', join(root, 'src/main.ts')];
}

/** Folders count too: theirs changes when a file is removed. */
function newestMs(folder: string): number {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return Math.max(...paths.map((path) => modifiedMs(join(folder, path))));
}

function modifiedMs(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
