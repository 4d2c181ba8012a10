import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { removeFolder } from './remove-folder.ts';
import type { SuiteEnd } from './suite-end.ts';

/**
 * A fresh folder that is removed when the running test is over.
 *
 * @param end - For a folder that the tests of a suite share.
 */
export function tempDir(end?: SuiteEnd): string {
  const dir = mkdtempSync(join(tmpdir(), 'loa-'));
  const remove = () => removeFolder(dir);
  if (end) end.add(remove);
  else onTestFinished(remove);
  return dir;
}
