import pino from 'pino';
import { cleanFields, type LogFields } from './log-fields.ts';
import { redactSecrets } from './redact.ts';

/**
 * Writes one JSON line for each call: `log.info({ durationMs: 12 }, 'turn committed')`.
 *
 * Keys are written in snake case and carry their unit. Tokens, secrets and people's words under any of the usual names
 * are replaced; still, do not hand them in.
 */
export interface Logger {
  debug: LogMethod;
  info: LogMethod;
  warn: LogMethod;
  error: LogMethod;
  /** A logger whose lines also carry `fields`, normally `{ comp }`: the part of the system that speaks. */
  child(fields: LogFields): Logger;
}

export interface LogMethod {
  (message: string): void;
  (fields: LogFields, message: string): void;
}

export interface LoggerOptions {
  level?: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Values that must stand in no line, whatever the key: tokens, keys, passwords. */
  secrets?: readonly string[];
  /** Where the lines go. Default: standard output. */
  destination?: { write(line: string): void };
}

/** The logger of a process; hand out children with `comp`. */
export function createLogger(options: LoggerOptions = {}): Logger {
  const settings: pino.LoggerOptions = {
    level: options.level ?? 'info',
    base: null,
    messageKey: 'msg',
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    // Errors are already cleaned by the time pino sees them.
    serializers: { err: (cleaned: unknown) => cleaned },
  };
  const inner = options.destination ? pino(settings, options.destination) : pino(settings);
  return wrap(inner, options.secrets ?? []);
}

/** A logger that says nothing, for tests. */
export function silentLogger(): Logger {
  return createLogger({ level: 'silent' });
}

function wrap(inner: pino.Logger, secrets: readonly string[]): Logger {
  const method =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (first: string | LogFields, second?: string): void => {
      if (!inner.isLevelEnabled(level)) return;
      if (typeof first === 'string') inner[level](redactSecrets(first, secrets));
      else inner[level](cleanFields(first, secrets), redactSecrets(second ?? '', secrets));
    };
  return {
    debug: method('debug'),
    info: method('info'),
    warn: method('warn'),
    error: method('error'),
    child: (fields) => wrap(inner.child(cleanFields(fields, secrets)), secrets),
  };
}
