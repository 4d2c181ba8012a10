import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { removeFolder } from './remove-folder.ts';

/**
 * A fresh folder that is removed when the running test is over.
 *
 * @param atEnd - `afterAll` for a folder that the tests of a file share.
 */
export function tempDir(atEnd: (work: () => void) => void = onTestFinished): string {
  const dir = mkdtempSync(join(tmpdir(), 'loa-'));
  atEnd(() => removeFolder(dir));
  return dir;
}
