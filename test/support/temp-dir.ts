import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/**
 * A fresh folder that is removed when the running test is over.
 *
 * @param atEnd - `afterAll` for a folder that the tests of a file share.
 */
export function tempDir(atEnd: (work: () => void) => void = onTestFinished): string {
  const dir = mkdtempSync(join(tmpdir(), 'loa-'));
  atEnd(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}
