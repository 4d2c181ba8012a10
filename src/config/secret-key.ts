import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createFileAtomic } from '../lib/atomic-file.ts';
import { ConfigError } from './config-error.ts';
import { MIN_SECRET_KEY_CHARS } from './schema.ts';

/** Name of the key's file in `DATA_DIR`. */
export const SECRET_KEY_FILE = 'secret.key';

const KEY_BYTES = 32;
/** Readable by the server's own user alone. */
const OWNER_ONLY = 0o600;

/**
 * The secret key of the embedded set-up: made once, kept in `dataDir`, the same ever after.
 *
 * @throws {ConfigError} when the file holds no usable key: it is never replaced, because stored tokens need it.
 */
export async function ensureSecretKey(dataDir: string): Promise<string> {
  const path = join(dataDir, SECRET_KEY_FILE);
  await mkdir(dataDir, { recursive: true });
  await createIfAbsent(path);
  const key = (await readFile(path, 'utf8')).trim();
  if (key.length >= MIN_SECRET_KEY_CHARS) return key;
  throw new ConfigError([
    {
      variable: 'LOA_SECRET_KEY',
      problem: `is unset, and ${SECRET_KEY_FILE} in DATA_DIR holds no key of at least ${MIN_SECRET_KEY_CHARS} characters`,
      mend: 'Put the file back from a backup, or remove it to start with a new key (stored channel tokens are then lost).',
    },
  ]);
}

/**
 * Puts the key of a restored installation into `dataDir`.
 *
 * @throws {ConfigError} when another key is there already.
 */
export async function keepSecretKey(dataDir: string, key: string): Promise<void> {
  const path = join(dataDir, SECRET_KEY_FILE);
  await mkdir(dataDir, { recursive: true });
  if (await createFileAtomic(path, `${key}\n`, { mode: OWNER_ONLY })) return;
  if ((await readFile(path, 'utf8')).trim() === key) return;
  throw new ConfigError([
    {
      variable: 'DATA_DIR',
      problem: `holds a ${SECRET_KEY_FILE} with another key than the backup`,
      mend: 'Restore into an empty folder.',
    },
  ]);
}

async function createIfAbsent(path: string): Promise<void> {
  try {
    await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    await createFileAtomic(path, `${randomBytes(KEY_BYTES).toString('base64url')}\n`, { mode: OWNER_ONLY });
  }
}
