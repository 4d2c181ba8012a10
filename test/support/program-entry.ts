import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A build writes only those modules anew that changed, but always this. */
const WRITTEN_LAST = 'dist/prepared.json';

/** The server, and the command line. */
type Program = 'main' | 'cli/main';

/**
 * What Node runs to start a program: the built one where the build is newer than every source file, because it starts
 * in a fraction of the time; else the sources.
 */
export function programEntry(root: string, program: Program): string[] {
  const isFresh = modifiedMs(join(root, WRITTEN_LAST)) > newestMs(join(root, 'src'));
  return isFresh ? [join(root, `dist/${program}.js`)] : ['--import', 'tsx', join(root, `src/${program}.ts`)];
}

/** Folders count too: theirs changes when a file is removed. */
function newestMs(folder: string): number {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return Math.max(...paths.map((path) => modifiedMs(join(folder, path))));
}

function modifiedMs(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
