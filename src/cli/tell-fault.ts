import { CommandRefused } from '../app/run-command.ts';
import { ConfigError } from '../config/config-error.ts';
import { JournalUnavailable } from '../journal/journal.ts';
import { BackupUnusable } from '../services/backup/backup-lines.ts';
import { TargetNotEmpty } from '../services/backup/restore.ts';
import { CommandInputInvalid } from '../services/commands/index.ts';
import { Refused } from '../services/refused.ts';
import { StorageUnavailable } from '../storage/storage.ts';
import { OutFileRefused } from './out-file.ts';

/** Says what went wrong in one sentence where the error has one, and ends with exit code 1. */
export function tellFault(error: unknown): void {
  const known = [
    BackupUnusable,
    TargetNotEmpty,
    CommandInputInvalid,
    CommandRefused,
    Refused,
    OutFileRefused,
    ConfigError,
    JournalUnavailable,
    StorageUnavailable,
  ];
  const isKnown = known.some((kind) => error instanceof kind);
  if (error instanceof Error) console.error(isKnown ? error.message : error.stack);
  else console.error('unknown fault');
  process.exitCode = 1;
}
