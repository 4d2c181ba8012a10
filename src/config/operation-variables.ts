import { address, oneOf, optional, passphrase, text, variable, whole } from './fields.ts';

const OPERATION = 'Operation';

/** Least length of a passphrase that protects everybody's data, characters. */
const MIN_PASSPHRASE_CHARS = 12;

/** What the people need who run the server. */
export const OPERATION_VARIABLES = {
  LOG_LEVEL: variable(oneOf(['debug', 'info', 'warn', 'error']), {
    group: OPERATION,
    default: 'info',
    sentence: 'Least weight of a log line.',
  }),
  ALERT_WEBHOOK_URL: optional(address('http:', 'https:'), {
    group: OPERATION,
    sentence: 'Receives the alerts to operators as JSON, each once; they also stand in the log.',
  }),
  ALERT_SILENCE_HOURS: variable(whole(1, 13), {
    group: OPERATION,
    unit: 'hours',
    default: '6',
    sentence: 'A channel that is silent for so long outside the quiet hours raises an alert.',
  }),
  ALERT_DISK_FREE_MB: variable(whole(1, 1_000_000), {
    group: OPERATION,
    unit: 'MB',
    default: '1024',
    sentence: 'Less free space than this where `DATA_DIR` lies raises an alert.',
  }),
  BACKUP_DIR: optional(text(), {
    group: OPERATION,
    sentence: 'Folder of the backups; the server notes erasures there, so that a restore does them again.',
  }),
  BACKUP_PASSPHRASE: optional(passphrase(MIN_PASSPHRASE_CHARS), {
    group: OPERATION,
    sentence: 'Seals backups. Keep it apart from them: without it a backup is worthless.',
    obtain: 'Choose a long passphrase of several words.',
  }),
  SHUTDOWN_GRACE_MS: variable(whole(1_000, 300_000), {
    group: OPERATION,
    unit: 'ms',
    default: '10000',
    sentence: 'Time for finishing running work after a stop signal; then the process ends by force.',
  }),
};
