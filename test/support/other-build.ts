import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Build, THIS_BUILD } from './server-process.ts';
import { tempDir } from './temp-dir.ts';

/** Replaces a piece of a file that stands in it once. */
export interface Edit {
  /** From the project's folder; `{code}` is the folder of the program, `{ext}` the end of its files' names. */
  path: string;
  from: string;
  to: string;
}

/** Another version of this program in a folder of its own: the same with some edits. */
export function otherBuild(edits: readonly Edit[]): Build {
  const root = tempDir();
  const { root: here, entry } = THIS_BUILD;
  const main = entry.at(-1) as string;
  const code = relative(here, join(main, '..'));
  for (const folder of [code, 'flows']) cpSync(join(here, folder), join(root, folder), { recursive: true });
  for (const same of ['node_modules', 'content', 'package.json'])
    symlinkSync(join(here, same), join(root, same));
  for (const { path, from, to } of edits) {
    const file = join(root, path.replace('{code}', code).replace('{ext}', code === 'dist' ? 'js' : 'ts'));
    const text = readFileSync(file, 'utf8');
    if (text.split(from).length !== 2) throw new Error(`not once in ${path}: ${from}`);
    writeFileSync(file, text.replace(from, to));
  }
  return { root, entry: [...entry.slice(0, -1), join(root, relative(here, main))] };
}
