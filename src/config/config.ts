import type { NearMiss } from './misspellings.ts';

/** All settings of one process, checked and grouped. Made by `loadConfig` only. */
export interface Config {
  http: HttpSettings;
  /** Absolute path of the folder of journal, embedded database, pictures and secret key. */
  dataDir: string;
  storage: { engine: 'sqlite' } | { engine: 'mongo'; uri: string };
  queue: { engine: 'memory' } | { engine: 'redis'; url: string };
  /** Null only in the embedded set-up; then `ensureSecretKey(dataDir)` makes and keeps one. */
  secretKey: string | null;
  /** Null when the channel is not configured. */
  zalo: ZaloSettings | null;
  /** What Zalo needs before the channel itself can be configured. */
  zaloSetup: ZaloSetupSettings;
  /** Null when the channel is not configured. */
  messenger: MessengerSettings | null;
  /** Whether /simulator is served, with its own stand-ins for the platforms that are not configured. */
  simulator: boolean;
  /** IANA name; every quarter, date and quiet-hour rule uses it. */
  timeZone: string;
  rules: RuleSettings;
  media: MediaSettings;
  retention: RetentionSettings;
  log: { level: LogLevel };
  alerts: AlertSettings;
  backup: BackupSettings;
  shutdown: { graceMs: number };
  /** Variables that are nearly the name of a setting: hints for the operator, nothing depends on them. */
  nearMisses: readonly NearMiss[];
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

export interface BackupSettings {
  /** Absolute path; null where none is set. */
  dir: string | null;
  passphrase: string | null;
}

export interface AlertSettings {
  webhookUrl: string | null;
  /** Silence of a channel that is worth an alert, ms, counted outside the quiet hours. */
  silenceMs: number;
  minFreeBytes: number;
}

export interface HttpSettings {
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** Without closing slash; null when the server is not reached from outside. */
  publicUrl: string | null;
}

export interface ZaloSettings {
  appId: string;
  appSecret: string;
  oaId: string;
  oaSecretKey: string;
  /** A seed only: the stored pair wins unless the seed itself has changed. */
  refreshToken: string;
  /** PKCE verifier; null leaves PKCE out. */
  codeVerifier: string | null;
  appsecretProof: boolean;
  apiUrl: string;
  oauthUrl: string;
  businessUrl: string;
}

export interface ZaloSetupSettings {
  /** Served at `/zalo_verifier<code>.html`. */
  verifierCode: string | null;
  /** Unsigned Zalo requests get 200 without being parsed or kept. */
  webhookBootstrap: boolean;
}

export interface MessengerSettings {
  pageId: string;
  appId: string;
  appSecret: string;
  pageToken: string;
  verifyToken: string;
  graphUrl: string;
  /** Such as `v26.0`. */
  graphVersion: string;
}

export interface RuleSettings {
  /** How often each team must hold a session. */
  period: 'quarter' | 'month';
  confirmGraceDays: number;
  /** Day of the last month of a period from which an unreported team is due. */
  dueFromDay: number;
  /** No pushes from `fromMinute` until `toMinute` (minutes after local midnight; the span may cross midnight). */
  quiet: { fromMinute: number; toMinute: number };
}

export interface MediaSettings {
  maxBytes: number;
  timeoutMs: number;
  /** Host names, `*.example.org` for all below, `*` for every public host. */
  hosts: { zalo: string[]; messenger: string[] };
}

export interface RetentionSettings {
  chatDays: number;
  draftDays: number;
  /** Whole years after the year of the session. */
  photoYears: number;
  /** Years after the person has left. */
  consentYears: number;
  auditYears: number;
}
