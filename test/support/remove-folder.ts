import { rmSync } from 'node:fs';

const RETRY_FOR_MS = 20_000;
const RETRY_DELAY_MS = 25;

/**
 * Removes a folder into which a process that was just killed, or a child of it, may still write. Node's own retries try
 * only the folder again, not what has come into it meanwhile.
 */
export function removeFolder(path: string): void {
  for (let leftMs = RETRY_FOR_MS; ; leftMs -= RETRY_DELAY_MS) {
    try {
      rmSync(path, { recursive: true, force: true });
      return;
    } catch (error) {
      if (leftMs <= 0 || (error as NodeJS.ErrnoException).code !== 'ENOTEMPTY') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_DELAY_MS);
    }
  }
}
