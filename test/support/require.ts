import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findStandIn } from './mongo/stand-in.ts';

/** Servers and programs that some tests need and not every machine has. */
export type Requirement = 'redis' | 'chromium' | 'mongo' | 'mongod' | 'docker-compose';

interface Source {
  /** Programs on the PATH, the first that exists is taken. */
  programs: readonly string[];
  /** A variable that names a running server instead. */
  variable?: string;
  /** What may stand in for it. */
  standIn?: (env: Environment) => string | null;
  /** Said when it is missing. */
  howToGet: string;
}

const MONGOD: Source = {
  programs: ['mongod'],
  variable: 'LOA_TEST_MONGODB_URI',
  howToGet: 'put mongod on the PATH, or set LOA_TEST_MONGODB_URI to a server that may be written to',
};

const SOURCES: Record<Requirement, Source> = {
  redis: { programs: ['redis-server'], howToGet: 'apt-get install redis-server' },
  chromium: {
    programs: ['chromium', 'chromium-browser', 'google-chrome'],
    howToGet: 'apt-get install chromium',
  },
  mongo: {
    ...MONGOD,
    standIn: (env) => (findProgram(['java'], env.PATH ?? '') ? findStandIn(env) : null),
    howToGet: `${MONGOD.howToGet}; or, with java and mvn, fetch a stand-in: npm run fetch:mongo`,
  },
  mongod: MONGOD,
  'docker-compose': { programs: ['docker-compose'], howToGet: 'apt-get install docker-compose' },
};

type Environment = Record<string, string | undefined>;

/**
 * Looks for what a test file needs: `const redis = requires('redis'); describe.skipIf(!redis)(…)`.
 *
 * @returns Path of the program, address of the server or folder of the stand-in; null after one loud line that says how to get it.
 * @throws {Error} when it is missing although `LOA_REQUIRE` (names separated by commas) demands it.
 */
export function requires(
  name: Requirement,
  env: Environment = process.env,
  warn: (line: string) => void = (line) => void process.stderr.write(line),
): string | null {
  const { programs, variable, standIn, howToGet } = SOURCES[name];
  const found = (variable && env[variable]) || findProgram(programs, env.PATH ?? '') || standIn?.(env);
  if (found) return found;
  if (demands(name, env)) throw new Error(`LOA_REQUIRE demands ${name}, which is missing: ${howToGet}`);
  warn(`\n!!! SKIPPED: tests that need ${name}. To run them: ${howToGet}\n`);
  return null;
}

/** Whether `LOA_REQUIRE` names it. */
export function demands(name: Requirement, env: Environment = process.env): boolean {
  return (env.LOA_REQUIRE ?? '').split(',').some((one) => one.trim() === name);
}

function findProgram(programs: readonly string[], path: string): string | null {
  const folders = path.split(delimiter).filter(Boolean);
  const places = programs.flatMap((program) => folders.map((folder) => join(folder, program)));
  return places.find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
