import { resolve } from 'node:path';
import { Hour } from '../lib/duration.ts';
import { channelFaults, messengerSettings, zaloSettings } from './channel-settings.ts';
import type { Config } from './config.ts';
import { ConfigError, type ConfigFault } from './config-error.ts';
import { variableDocs } from './fields.ts';
import { misspellings, nearMisses } from './misspellings.ts';
import { type Environment, environmentSchema, type VariableName } from './schema.ts';

const MEGABYTE = 1_000_000;

/** Variables as a process has them: text or absent. An empty text counts as absent. */
export type RawEnvironment = Record<string, string | undefined>;

/**
 * Checks the environment and turns it into settings.
 *
 * @param raw - Usually `readEnvironment()`.
 * @throws {ConfigError} with every fault at once; never with a value.
 */
export function loadConfig(raw: RawEnvironment): Config {
  const set = withoutEmpty(raw);
  const parsed = environmentSchema.safeParse(set);
  const faults = [
    ...(parsed.success ? [] : parsed.error.issues.map((issue) => valueFault(issue))),
    ...channelFaults(set),
    ...secretKeyFaults(set),
    ...misspellings(Object.keys(set)),
    ...(parsed.success ? quietFaults(parsed.data) : []),
  ];
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults);
  return { ...grouped(parsed.data), nearMisses: nearMisses(Object.keys(set)) };
}

function withoutEmpty(raw: RawEnvironment): Record<string, string> {
  const set: Record<string, string> = {};
  for (const [name, value] of Object.entries(raw)) {
    const trimmed = value?.trim();
    if (trimmed) set[name] = trimmed;
  }
  return set;
}

function valueFault(issue: { path: PropertyKey[]; message: string }): ConfigFault {
  const name = String(issue.path[0]) as VariableName;
  const doc = variableDocs.get(environmentSchema.shape[name]);
  const fallback = doc?.default ?? doc?.defaultNote;
  const mend =
    doc?.obtain ??
    (fallback ? `Correct it, or remove it for the default (${fallback}).` : 'Correct or remove it.');
  return { variable: name, problem: issue.message, mend };
}

function secretKeyFaults(set: Record<string, string>): ConfigFault[] {
  const shared = ['MONGODB_URI', 'REDIS_URL'].filter((name) => set[name]);
  if (set.LOA_SECRET_KEY || shared.length === 0) return [];
  return [
    {
      variable: 'LOA_SECRET_KEY',
      problem: `is required because ${shared.join(' and ')} ${shared.length > 1 ? 'are' : 'is'} set`,
      mend: 'Give every process the same key; make one with: openssl rand -base64 32',
    },
  ];
}

function quietFaults(env: Environment): ConfigFault[] {
  if (env.QUIET_FROM !== env.QUIET_TO) return [];
  return [
    {
      variable: 'QUIET_TO',
      problem: 'is the same time as QUIET_FROM',
      mend: 'Leave at least a part of the day for pushes, such as QUIET_FROM=20:30 and QUIET_TO=07:00.',
    },
  ];
}

function grouped(env: Environment): Omit<Config, 'nearMisses'> {
  const zalo = zaloSettings(env);
  const messenger = messengerSettings(env);
  const embedded = !env.MONGODB_URI && !env.REDIS_URL;
  return {
    http: { host: env.HOST, port: env.PORT, publicUrl: env.PUBLIC_URL },
    dataDir: resolve(env.DATA_DIR),
    storage: env.MONGODB_URI ? { engine: 'mongo', uri: env.MONGODB_URI } : { engine: 'sqlite' },
    queue: env.REDIS_URL ? { engine: 'redis', url: env.REDIS_URL } : { engine: 'memory' },
    secretKey: env.LOA_SECRET_KEY,
    zalo,
    zaloSetup: { verifierCode: env.ZALO_VERIFIER_CODE, webhookBootstrap: env.ZALO_WEBHOOK_BOOTSTRAP },
    messenger,
    simulator: env.SIMULATOR ? env.SIMULATOR === 'on' : embedded && !zalo && !messenger,
    timeZone: env.TZ_DISPLAY,
    rules: {
      period: env.REPORT_PERIOD,
      confirmGraceDays: env.CONFIRM_GRACE_DAYS,
      dueFromDay: env.DUE_FROM_DAY,
      quiet: { fromMinute: env.QUIET_FROM, toMinute: env.QUIET_TO },
    },
    media: {
      maxBytes: env.MEDIA_MAX_BYTES,
      timeoutMs: env.MEDIA_TIMEOUT_MS,
      hosts: { zalo: env.MEDIA_HOSTS_ZALO, messenger: env.MEDIA_HOSTS_MESSENGER },
    },
    retention: {
      chatDays: env.RETAIN_CHAT_DAYS,
      draftDays: env.RETAIN_DRAFT_DAYS,
      photoYears: env.RETAIN_PHOTO_YEARS,
      consentYears: env.RETAIN_CONSENT_YEARS,
      auditYears: env.RETAIN_AUDIT_YEARS,
    },
    log: { level: env.LOG_LEVEL },
    alerts: {
      webhookUrl: env.ALERT_WEBHOOK_URL,
      silenceMs: env.ALERT_SILENCE_HOURS * Hour.ms,
      minFreeBytes: env.ALERT_DISK_FREE_MB * MEGABYTE,
    },
    backup: {
      dir: env.BACKUP_DIR === null ? null : resolve(env.BACKUP_DIR),
      passphrase: env.BACKUP_PASSPHRASE,
    },
    shutdown: { graceMs: env.SHUTDOWN_GRACE_MS },
  };
}
