import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import type { Build } from './server-process.ts';
import { tempDir } from './temp-dir.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Replaces a piece of a file that stands in it once. */
export interface Edit {
  /** From the project's folder. */
  path: string;
  from: string;
  to: string;
}

/** Another version of this program in a folder of its own: the same sources with some edits. */
export function otherBuild(edits: readonly Edit[]): Build {
  const root = tempDir();
  for (const folder of ['src', 'flows']) cpSync(join(ROOT, folder), join(root, folder), { recursive: true });
  for (const same of ['node_modules', 'content', 'package.json'])
    symlinkSync(join(ROOT, same), join(root, same));
  for (const { path, from, to } of edits) {
    const file = join(root, path);
    const text = readFileSync(file, 'utf8');
    if (text.split(from).length !== 2) throw new Error(`not once in ${path}: ${from}`);
    writeFileSync(file, text.replace(from, to));
  }
  const options = { bundle: true, packages: 'external', platform: 'node', format: 'esm' } as const;
  const entry = join(root, 'dist/main.js');
  buildSync({ ...options, absWorkingDir: root, entryPoints: ['src/main.ts'], outfile: entry });
  return { root, entry: [entry] };
}
