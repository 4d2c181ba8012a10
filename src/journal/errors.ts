import { JournalUnavailable } from './journal.ts';

/** The port's error for what the file system threw. */
export function journalError(error: unknown): JournalUnavailable {
  if (error instanceof JournalUnavailable) return error;
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === 'ENOSPC' || code === 'EDQUOT') return new JournalUnavailable('disk-full', { cause: error });
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') {
    return new JournalUnavailable('read-only', { cause: error });
  }
  return new JournalUnavailable('io-error', { cause: error });
}
