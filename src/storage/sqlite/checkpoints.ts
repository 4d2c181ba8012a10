import type { SideConnection } from './side-connection.ts';

/**
 * Commits after which the log is copied into the database. A commit writes some ten pages of 4 KiB, so the log stays at
 * about 10 MB.
 */
const EVERY_COMMITS = 250;

/**
 * Copies the write-ahead log into the database beside the loop, so that the log can begin anew. The engine does the same
 * inside a COMMIT when the log has grown to {@link BACKSTOP_PAGES}, which holds the loop for as long as the disk takes.
 */
export interface Checkpoints {
  /** A transaction is durable. */
  committed(): void;
  /** Copies what the log holds now. Resolves when that is done. */
  copy(): Promise<void>;
  /** Resolves when none is running. */
  idle(): Promise<void>;
}

/** The log's length, in pages, at which the engine steps in: when the copies beside the loop fail or fall behind. */
export const BACKSTOP_PAGES = 16_384;

export function checkpoints(side: SideConnection, everyCommits = EVERY_COMMITS): Checkpoints {
  let commits = 0;
  let running: Promise<void> | null = null;

  async function run(): Promise<void> {
    try {
      // Passive: waits for nobody and makes nobody wait; what is still being read stays for the next time.
      await side.all('PRAGMA wal_checkpoint(PASSIVE)');
    } catch {
      // The log only grows on; the engine copies it itself at last, and tells what is wrong with the disk.
    }
    running = null;
  }

  return {
    committed() {
      commits += 1;
      if (commits < everyCommits || running) return;
      commits = 0;
      running = run();
    },
    async copy() {
      await running;
      commits = 0;
      running ??= run();
      await running;
    },
    async idle() {
      await running;
    },
  };
}
