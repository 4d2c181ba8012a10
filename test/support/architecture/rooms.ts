/** Rooms from the ground up: a room may import the rooms of earlier rows, never one of its own row. */
export const ROOM_ROWS: readonly (readonly string[])[] = [
  ['lib'],
  ['domain'],
  ['config', 'vi'],
  ['safety'],
  ['flows', 'content', 'channels', 'journal', 'storage', 'queue'],
  ['services'],
  ['bot'],
  ['jobs'],
  ['web', 'console', 'simulator'],
  ['app'],
  ['cli', 'main.ts'],
];

/** Engines behind one port: each must be able to go without the other. */
export const SIBLING_ENGINES: readonly (readonly string[])[] = [
  ['storage/sqlite', 'storage/mongo'],
  ['channels/zalo', 'channels/messenger'],
  ['queue/backend/memory', 'queue/backend/redis'],
];

/** Folders that only a process with that setting may load. */
export const LOADED_ON_CHOICE: readonly string[] = ['storage/mongo', 'queue/backend/redis'];

/** Rooms that compute and nothing else: no files, no network, no timers. */
export const PURE_ROOMS: readonly string[] = ['domain', 'vi', 'safety', 'flows'];

export interface PackageOwner {
  packages: RegExp;
  owners: readonly string[];
  /** Why it has an owner, and what the others use. */
  instead: string;
}

const PAGE_ROOMS = ['web', 'console', 'simulator'];

export const PACKAGE_OWNERS: readonly PackageOwner[] = [
  {
    packages: /^(express|body-parser|helmet)$/,
    owners: PAGE_ROOMS,
    instead: 'HTTP stays at the edge: put the work into src/services and call it from a route.',
  },
  {
    packages: /^(preact|preact-render-to-string)(\/|$)/,
    owners: PAGE_ROOMS,
    instead: 'Pages stay at the edge: hand plain data to a page in src/web, src/console or src/simulator.',
  },
  {
    packages: /^botbuilder/,
    owners: ['bot', 'domain/activity.ts'],
    instead: 'The SDK is archived and stays in one room: take the types from src/domain/activity.ts.',
  },
  {
    packages: /^(bullmq|ioredis)$/,
    owners: ['queue'],
    instead: 'Ring through the port in src/queue/queue.ts.',
  },
  {
    packages: /^mongoose$/,
    owners: ['storage/mongo'],
    instead: 'Ask through the port in src/storage/storage.ts.',
  },
  {
    packages: /^age-encryption$/,
    owners: ['services/backup'],
    instead: 'Seal and open backups through src/services/backup/sealed-file.ts.',
  },
  {
    packages: /^libsql$/,
    owners: ['storage/sqlite'],
    instead: 'Ask through the port in src/storage/storage.ts.',
  },
  {
    packages: /^axios$/,
    owners: ['lib/http.ts'],
    instead:
      'Use createHttp of src/lib/http.ts: it keeps tokens out of errors and knows what was surely not sent.',
  },
  {
    packages: /^pino$/,
    owners: ['lib/logger.ts'],
    instead: 'Take a Logger of src/lib/logger.ts: it keeps secrets and people’s words out of the lines.',
  },
  {
    packages: /^commander$/,
    owners: ['cli'],
    instead: 'Commands live in src/cli; put the work into src/services.',
  },
];

/** Large native packages that most runs never need. */
export const LAZY_PACKAGES = /^(sharp|@node-rs\/argon2)$/;

/** Modules that reach out of the process. */
export const IMPURE_MODULES =
  /^node:(fs|fs\/promises|net|tls|http|https|http2|dns|child_process|worker_threads|cluster|dgram)$/;

export interface PowerOwner {
  /** Found in code, never in comments or strings. */
  use: RegExp;
  owners: readonly string[];
  what: string;
  instead: string;
}

export const POWER_OWNERS: readonly PowerOwner[] = [
  {
    use: /\bprocess\s*\.\s*env\b/g,
    owners: ['config'],
    what: 'reads process.env',
    instead: 'Settings are checked once: add a field to src/config/schema.ts and take it from Config.',
  },
  {
    use: /\bDate\s*\.\s*now\b|\bnew\s+Date\s*(\(\s*\)|(?![\s(]))|(?<!new\s)(?<![\w.])Date\s*\(\s*\)/g,
    owners: ['lib/clock.ts'],
    what: 'reads the machine’s clock',
    instead:
      'Take a Clock of src/lib/clock.ts as an argument, so that tests and the simulator can move the time.',
  },
  {
    use: /\bMath\s*\.\s*random\b|\brandomUUID\b/g,
    owners: ['lib/ids.ts'],
    what: 'draws chance of its own',
    instead: 'Take Ids of src/lib/ids.ts as an argument, so that tests are repeatable.',
  },
  {
    use: /\bconsole\s*\.\s*\w+/g,
    owners: ['cli'],
    what: 'writes to the console',
    instead: 'Take a Logger of src/lib/logger.ts; only commands in src/cli speak to a terminal.',
  },
];

/** More lines than this and a file does more than one thing. */
export const MAX_FILE_LINES = 300;
