import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { ConfigError, type ConfigFault } from './config-error.ts';
import type { RawEnvironment } from './load-config.ts';
import { VARIABLE_NAMES } from './schema.ts';

/** `LOA_SECRET_KEY_FILE` names a file that holds `LOA_SECRET_KEY`: how containers get their secrets. */
export const FILE_SUFFIX = '_FILE';

/**
 * The variables of this process, completed from a file `.env` in `folder` when there is one (the process wins), and from
 * the files that variables with {@link FILE_SUFFIX} name. The only place that reads `process.env`.
 *
 * @param folder - Default: the folder in which the process was started.
 * @throws {ConfigError} when such a file cannot be read, or the variable is given as well.
 */
export function readEnvironment(folder = process.cwd()): RawEnvironment {
  return withFiles({ ...fromFile(join(folder, '.env')), ...process.env });
}

function fromFile(path: string): RawEnvironment {
  try {
    return parseEnv(readFileSync(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}

function withFiles(raw: RawEnvironment): RawEnvironment {
  const environment = { ...raw };
  const faults: ConfigFault[] = [];
  for (const name of VARIABLE_NAMES) {
    const variable = `${name}${FILE_SUFFIX}`;
    const path = raw[variable]?.trim();
    delete environment[variable];
    if (!path) continue;
    if (raw[name]?.trim()) {
      faults.push({ variable, problem: `is set, and ${name} as well`, mend: 'Keep one of them.' });
      continue;
    }
    try {
      environment[name] = readFileSync(path, 'utf8').trim();
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const problem = `names a file that cannot be read (${code ?? 'unknown'})`;
      faults.push({ variable, problem, mend: 'Correct the path, or let this user read the file.' });
    }
  }
  if (faults.length > 0) throw new ConfigError(faults);
  return environment;
}
