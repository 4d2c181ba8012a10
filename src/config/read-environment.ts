import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import type { RawEnvironment } from './load-config.ts';

/**
 * The variables of this process, completed from a file `.env` in `folder` when there is one; the process wins.
 * The only place that reads `process.env`.
 *
 * @param folder - Default: the folder in which the process was started.
 */
export function readEnvironment(folder = process.cwd()): RawEnvironment {
  return { ...fromFile(join(folder, '.env')), ...process.env };
}

function fromFile(path: string): RawEnvironment {
  try {
    return parseEnv(readFileSync(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}
