import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A fresh folder that is removed when the running test is over. */
export function tempDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'loa-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}
