import { parseArgs } from 'node:util';
import { ListenRefused } from './app/http-server.ts';
import { startApp } from './app/start.ts';
import { whenOrphaned } from './app/when-orphaned.ts';
import { ConfigError } from './config/config-error.ts';
import { loadConfig } from './config/load-config.ts';
import { readEnvironment } from './config/read-environment.ts';
import { chooseRole } from './config/role.ts';
import { secretValues } from './config/secret-values.ts';
import { JournalUnavailable } from './journal/journal.ts';
import { systemClock } from './lib/clock.ts';
import { giveBackMemoryWhenIdle } from './lib/give-back-memory.ts';
import { randomIds } from './lib/ids.ts';
import { createLogger, type Logger } from './lib/logger.ts';
import { StorageUnavailable } from './storage/storage.ts';

/** Force-quit this long after the ordered stop should have been over. */
const WATCHDOG_EXTRA_MS = 5_000;

let logger: Logger = createLogger();
try {
  const environment = readEnvironment();
  const config = loadConfig(environment);
  logger = createLogger({ level: config.log.level, secrets: secretValues(config) });
  for (const { variable, meant } of config.nearMisses)
    logger.warn(
      { variable, meant },
      'a variable is nearly a setting: it has no effect; was the other one meant?',
    );
  const { values } = parseArgs({ options: { role: { type: 'string' } } });
  const role = chooseRole(values.role, config);
  const starting = startApp(config, { clock: systemClock(), ids: randomIds(), logger, role });
  // From the first moment on: whoever is asked to stop while it starts has opened its door already.
  const onSignal = stopOnSignal(
    async () => (await starting).stop(),
    config.shutdown.graceMs + WATCHDOG_EXTRA_MS,
  );
  if (environment.npm_lifecycle_event === 'start') whenOrphaned(() => onSignal('npm is gone'));
  await starting;
  giveBackMemoryWhenIdle();
} catch (error) {
  logger.error(adviceOf(error));
  process.exitCode = 1;
  // Whatever was half started must not keep the process alive.
  process.exit();
}

/** The first signal stops in order; a second one, or the watchdog, at once. */
function stopOnSignal(stop: () => Promise<void>, watchdogMs: number): (signal: string) => void {
  let stopping = false;
  const onSignal = (signal: string) => {
    if (stopping) process.exit(1);
    stopping = true;
    logger.info({ signal }, 'stopping');
    const watchdog = setTimeout(() => {
      logger.error({ watchdogMs }, 'did not stop in time: force quit; nothing accepted is lost');
      process.exit(1);
    }, watchdogMs);
    watchdog.unref();
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return onSignal;
}

/** What an operator reads: the advice of the errors that carry one, else where it happened. */
function adviceOf(error: unknown): string {
  const isKnown =
    error instanceof ConfigError ||
    error instanceof ListenRefused ||
    error instanceof StorageUnavailable ||
    error instanceof JournalUnavailable;
  if (isKnown) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : 'could not start';
}
