import { readFile, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { writeFileAtomic } from '../lib/atomic-file.ts';

const OWNER_FILE = 'owner.json';
const HEARTBEAT_EVERY_MS = 5_000;
/** An owner that has been silent for so long is taken for dead, whatever its process id says. */
const DEAD_AFTER_MS = 60_000;

/** Says who writes into a folder that other processes may adopt. Only used where several share one disk. */
export interface Owner {
  stop(): void;
}

/** Signs the folder and keeps the signature fresh. */
export async function ownFolder(folder: string, nowMs: () => number): Promise<Owner> {
  const path = join(folder, OWNER_FILE);
  const signature = JSON.stringify({ host: hostname(), pid: process.pid });
  await writeFileAtomic(path, signature);
  const timer = setInterval(() => {
    const seconds = nowMs() / 1000;
    // Signed anew where another process has adopted the folder meanwhile.
    utimes(path, seconds, seconds).catch(() => writeFileAtomic(path, signature).catch(() => undefined));
  }, HEARTBEAT_EVERY_MS).unref();
  return { stop: () => clearInterval(timer) };
}

/** True when the folder's owner is gone: its process has ended on this host, or it has been silent for a minute. */
export async function isAbandoned(folder: string, nowMs: number): Promise<boolean> {
  const path = join(folder, OWNER_FILE);
  const signed = await stat(path).catch(() => null);
  const lastSignMs = (signed ?? (await stat(folder))).mtimeMs;
  if (nowMs - lastSignMs > DEAD_AFTER_MS) return true;
  if (!signed) return false;
  const { host, pid } = JSON.parse(await readFile(path, 'utf8')) as { host: string; pid: number };
  return host === hostname() && !isRunning(pid);
}

export function ownerPath(folder: string): string {
  return join(folder, OWNER_FILE);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
