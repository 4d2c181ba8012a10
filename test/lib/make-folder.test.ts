import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { makeFolder } from '../../src/lib/make-folder.ts';
import { tempDir } from '../support/temp-dir.ts';

/** Called when a folder could not be made, before anybody hears of it. */
const afterRefusal = vi.hoisted(() => ({ of: null as ((path: string) => Promise<void>) | null }));

vi.mock('node:fs/promises', async (importActual) => {
  const actual = await importActual<typeof import('node:fs/promises')>();
  const mkdir = async (path: string, mode?: number) => {
    try {
      return await actual.mkdir(path, mode);
    } catch (error) {
      await afterRefusal.of?.(path);
      throw error;
    }
  };
  return { ...actual, mkdir };
});

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

it('makes a folder although somebody else makes the one above it in the same moment', async () => {
  const above = join(tempDir(), 'a');
  const path = join(above, 'b');
  afterRefusal.of = async (refused) => {
    if (refused === path) mkdirSync(above, { recursive: true });
  };
  await makeFolder(path);
  afterRefusal.of = null;
  expect(statSync(path).isDirectory()).toBe(true);
});
