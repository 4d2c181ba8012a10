import { JournalUnavailable } from './journal.ts';

/** `ENOENT` is what Node's recursive `mkdir` makes of a read-only file system. */
const READ_ONLY: readonly unknown[] = ['EROFS', 'EACCES', 'EPERM', 'ENOENT'];

/** The port's error for what the file system threw. */
export function journalError(error: unknown): JournalUnavailable {
  if (error instanceof JournalUnavailable) return error;
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === 'ENOSPC' || code === 'EDQUOT') return new JournalUnavailable('disk-full', { cause: error });
  if (READ_ONLY.includes(code)) return new JournalUnavailable('read-only', { cause: error });
  return new JournalUnavailable('io-error', { cause: error });
}
