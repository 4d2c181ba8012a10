import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildSync } from 'esbuild';

const ROOT = join(import.meta.dirname, '../..');

/** Below the packages, so that the program finds them. */
const FOLDER = join(ROOT, 'node_modules/.cache/loa-thon');

/**
 * A TypeScript program of the tests as one file that Node runs by itself: reading each module through a loader takes
 * longer than most of these programs live.
 *
 * @returns its path; the file is replaced as a whole, because others may be starting it.
 */
export function bundled(script: string): string {
  const options = { bundle: true, packages: 'external', platform: 'node', format: 'esm' } as const;
  const built = buildSync({ ...options, entryPoints: [script], absWorkingDir: ROOT, write: false });
  const path = join(FOLDER, basename(script).replace(/\.ts$/, '.js'));
  const incoming = `${path}.${process.hrtime.bigint()}`;
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(incoming, built.outputFiles[0]?.contents ?? '');
  renameSync(incoming, path);
  return path;
}
