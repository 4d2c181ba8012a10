import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { mountReadOnly, mountSmall, unmount } from './mount.ts';
import { removeFolder } from './remove-folder.ts';

/** A file system of its own, for tests of a disk that is full or cannot be written. */
export interface SmallDisk {
  path: string;
  /** A second path to the same files on which nothing can be written. */
  readOnlyPath(): string;
}

/** Mounts a disk of `sizeKiB` until the running test is over. */
export function smallDisk(sizeKiB: number): SmallDisk {
  const path = mountPoint();
  mountSmall(path, sizeKiB);
  return {
    path,
    readOnlyPath() {
      const view = mountPoint();
      mountReadOnly(path, view);
      return view;
    },
  };
}

function mountPoint(): string {
  const path = mkdtempSync(join(tmpdir(), 'loa-disk-'));
  onTestFinished(() => {
    unmount(path);
    removeFolder(path);
  });
  return path;
}
