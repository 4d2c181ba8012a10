import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A file system of its own, for tests of a disk that is full or cannot be written. */
export interface SmallDisk {
  path: string;
  /** A second path to the same files on which nothing can be written. */
  readOnlyPath(): string;
}

/** True when this machine lets us mount; otherwise false, after one loud line. */
export function canMount(): boolean {
  const path = mkdtempSync(join(tmpdir(), 'loa-mount-'));
  try {
    run('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', path]);
    run('umount', [path]);
    return true;
  } catch {
    process.stderr.write(
      '\n!!! SKIPPED: tests with a full or read-only disk. To run them: run as root on Linux\n',
    );
    return false;
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
}

/** Mounts a disk of `sizeKiB` until the running test is over. */
export function smallDisk(sizeKiB: number): SmallDisk {
  const path = mountPoint();
  run('mount', ['-t', 'tmpfs', '-o', `size=${sizeKiB}k`, 'tmpfs', path]);
  return {
    path,
    readOnlyPath() {
      const view = mountPoint();
      run('mount', ['--bind', path, view]);
      run('mount', ['-o', 'remount,bind,ro', view]);
      return view;
    },
  };
}

function mountPoint(): string {
  const path = mkdtempSync(join(tmpdir(), 'loa-disk-'));
  onTestFinished(() => {
    run('umount', ['--lazy', path]);
    rmSync(path, { recursive: true, force: true });
  });
  return path;
}

function run(program: 'mount' | 'umount', args: string[]): void {
  execFileSync(program, args, { stdio: 'ignore' });
}
