import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** True when this machine lets us mount; otherwise false, after one loud line. */
export function canMount(): boolean {
  const path = mkdtempSync(join(tmpdir(), 'loa-mount-'));
  try {
    mountSmall(path, 64);
    unmount(path);
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

/** Puts a disk of `sizeKiB` at an empty folder. */
export function mountSmall(path: string, sizeKiB: number): void {
  run('mount', ['-t', 'tmpfs', '-o', `size=${sizeKiB}k`, 'tmpfs', path]);
}

/** Shows the same files at a second, empty folder, where nothing can be written. */
export function mountReadOnly(path: string, view: string): void {
  run('mount', ['--bind', path, view]);
  run('mount', ['-o', 'remount,bind,ro', view]);
}

/** Also while somebody has files open there. */
export function unmount(path: string): void {
  run('umount', ['--lazy', path]);
}

function run(program: 'mount' | 'umount', args: string[]): void {
  execFileSync(program, args, { stdio: 'ignore' });
}
