import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

type Environment = Record<string, string | undefined>;

/** Names the folder, so that another version is fetched anew; the same as in `pom.xml`. */
const STAND_IN = 'mongo-java-server-1.47.0';
const FETCH_LIMIT_MS = 5 * 60_000;

export const CANNOT_FETCH =
  'the MongoDB stand-in cannot be fetched; it needs java, mvn and a Maven repository: npm run fetch:mongo';

/** Where the stand-in's archives are kept, outside the project. */
export function standInFolder(env: Environment): string {
  return join(env.XDG_CACHE_HOME || join(env.HOME || homedir(), '.cache'), 'loa-thon', STAND_IN);
}

/** The folder when the archives are there. */
export function findStandIn(env: Environment): string | null {
  const folder = standInFolder(env);
  try {
    return readdirSync(folder).some((name) => name.endsWith('.jar')) ? folder : null;
  } catch {
    return null;
  }
}

/**
 * Fetches the archives unless they are there; whole or not at all.
 *
 * @throws {Error} {@link CANNOT_FETCH}
 */
export async function fetchStandIn(env: Environment): Promise<string> {
  const found = findStandIn(env);
  if (found) return found;
  const folder = standInFolder(env);
  const incoming = `${folder}.${process.pid}`;
  try {
    await mkdir(dirname(folder), { recursive: true });
    await promisify(execFile)(
      'mvn',
      [
        ...['-q', '-B', '-f', join(import.meta.dirname, 'pom.xml')],
        ...['dependency:copy-dependencies', `-DoutputDirectory=${incoming}`],
      ],
      { timeout: FETCH_LIMIT_MS },
    );
    await rename(incoming, folder);
    return folder;
  } catch (error) {
    await rm(incoming, { recursive: true, force: true });
    // Somebody else may have been faster.
    if (findStandIn(env)) return folder;
    throw new Error(CANNOT_FETCH, { cause: error });
  }
}
