import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeFolder } from '../../src/lib/make-folder.ts';
import { tempDir } from '../support/temp-dir.ts';

it('makes a folder with those above it, and takes one that exists', async () => {
  const path = join(tempDir(), 'a', 'b', 'c');
  await makeFolder(path);
  await makeFolder(path);
  expect(statSync(path).isDirectory()).toBe(true);
});

it('fails where a file stands in the way', async () => {
  const path = join(tempDir(), 'a');
  await makeFolder(path);
  await expect(makeFolder('/dev/null/x')).rejects.toMatchObject({ code: 'ENOTDIR' });
});

// Node's own recursive mkdir tries for ever there.
it.runIf(process.platform === 'linux')('gives up where the system lets nobody make a folder', async () => {
  await expect(makeFolder('/proc/loa/data')).rejects.toMatchObject({ code: 'ENOENT' });
});
