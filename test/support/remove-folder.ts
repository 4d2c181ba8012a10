import { rmSync } from 'node:fs';

const RETRIES = 20;
const RETRY_DELAY_MS = 25;

/**
 * Removes a folder into which a process that was just killed, or a child of it, may still write a last file.
 * A file that appears between listing and removing is met again, for about five seconds.
 */
export function removeFolder(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: RETRIES, retryDelay: RETRY_DELAY_MS });
}
