import { Second } from '../lib/duration.ts';

const LOOK_EVERY_MS = Second.ms;

/**
 * Calls `orphaned` once the process that started this one is gone. npm starts a script through a shell, and a shell does
 * not hand on a SIGTERM: after `kill` of npm the server would stay, with nobody to stop it.
 */
export function whenOrphaned(orphaned: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    orphaned();
  }, LOOK_EVERY_MS);
  timer.unref();
}
