import { createWriteStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Config } from '../config/config.ts';
import { ConfigError } from '../config/config-error.ts';
import { ensureSecretKey, keepSecretKey } from '../config/secret-key.ts';
import { syncFolder } from '../lib/atomic-file.ts';
import type { Clock } from '../lib/clock.ts';
import { randomIds } from '../lib/ids.ts';
import { silentLogger } from '../lib/logger.ts';
import type { BackupFooter } from '../services/backup/backup-lines.ts';
import { readErasures, reapplyErasures } from '../services/backup/erasure-journal.ts';
import type { BackupReport } from '../services/backup/read-lines.ts';
import { restoreBackup, verifyBackup } from '../services/backup/restore.ts';
import { openSealedLines, sealLines } from '../services/backup/sealed-file.ts';
import { backupLines } from '../services/backup/write-lines.ts';
import { recordSpecs } from '../services/stores.ts';
import { openSnapshot } from '../storage/index.ts';
import { openStore } from './open-store.ts';
import { projectRoot } from './project-root.ts';

/** Readable by the operator alone, although it is sealed. */
const OWNER_ONLY = 0o600;

export interface WrittenBackup {
  path: string;
  footer: BackupFooter;
}

/**
 * Writes a backup of the data as it is now, in this process and beside a running server.
 *
 * @param dir - Where it is kept; the file is named by the moment.
 * @throws {ConfigError} without a passphrase. @throws {StorageUnavailable}
 */
export async function writeBackup(
  config: Config,
  dir: string,
  clock: Clock,
  work: { scryptWorkFactor?: number } = {},
): Promise<WrittenBackup> {
  const passphrase = passphraseOf(config);
  const atMs = clock.systemNow();
  await mkdir(dir, { recursive: true });
  const path = join(dir, `loa-${new Date(atMs).toISOString().replaceAll(':', '-')}.backup.age`);
  const unfinished = `${path}.unfinished`;
  const { snapshot, blobs } = await openSnapshot(choiceOf(config), recordSpecs());
  try {
    const secretKey = config.secretKey ?? (await ensureSecretKey(config.dataDir));
    const header = { program: await programVersion(), atMs, engine: config.storage.engine, secretKey };
    const lines = keepingLast(backupLines({ snapshot, blobs, header }));
    const sealed = await sealLines(lines, { passphrase, ...work });
    await pipeline(sealed, createWriteStream(unfinished, { mode: OWNER_ONLY }));
    await flush(unfinished);
    await rename(unfinished, path);
    await syncFolder(dir);
    return { path, footer: lines.last() };
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  } finally {
    await snapshot.close();
  }
}

/** Reads a whole backup without keeping anything and without asking any platform. @throws {BackupUnusable} */
export function verifyBackupFile(config: Config, path: string): Promise<BackupReport> {
  return verifyBackup(openSealedLines(path, passphraseOf(config)));
}

/**
 * Writes a backup into the empty store of the settings; it is held until `loa release`. Whoever was erased after the
 * backup, as noted beside it, is erased again.
 *
 * @throws {BackupUnusable} @throws {TargetNotEmpty} @throws {ConfigError} when another secret key is set.
 */
export async function restoreBackupFile(
  config: Config,
  path: string,
  clock: Clock,
): Promise<BackupReport & { erasedAgain: number }> {
  const passphrase = passphraseOf(config);
  const ids = randomIds();
  const keyInBackup = await firstKey(path, passphrase);
  if (config.secretKey === null) await keepSecretKey(config.dataDir, keyInBackup);
  else if (config.secretKey !== keyInBackup) throw otherKey();
  const store = await openStore(config, { clock, ids, logger: silentLogger(), keepsJournal: false });
  try {
    const report = await restoreBackup(openSealedLines(path, passphrase), {
      transfer: store.storage.transfer(recordSpecs()),
      blobs: store.blobs,
      holds: store.stores.holds,
      nowMs: clock.systemNow(),
    });
    const erasedAgain = await reapplyErasures(await readErasures(dirname(path)), report.header.atMs, store);
    return { ...report, erasedAgain };
  } finally {
    await store.storage.close();
  }
}

/** The secret key that a backup holds, for a machine that has lost it. @throws {BackupUnusable} */
export async function firstKey(path: string, passphrase: string): Promise<string> {
  const report = { key: '' };
  const lines = openSealedLines(path, passphrase);
  for await (const line of lines) {
    report.key = String((JSON.parse(line) as { secretKey?: unknown }).secretKey ?? '');
    break;
  }
  return report.key;
}

function choiceOf(config: Config) {
  return config.storage.engine === 'sqlite'
    ? ({ engine: 'sqlite', dataDir: config.dataDir } as const)
    : config.storage;
}

function passphraseOf({ backup }: Config): string {
  if (backup.passphrase !== null) return backup.passphrase;
  throw new ConfigError([
    {
      variable: 'BACKUP_PASSPHRASE',
      problem: 'is unset, and a backup is always sealed',
      mend: 'Choose a long passphrase, keep it apart from the backups, and set it or BACKUP_PASSPHRASE_FILE.',
    },
  ]);
}

function otherKey(): ConfigError {
  return new ConfigError([
    {
      variable: 'LOA_SECRET_KEY',
      problem: 'is not the key of the backup, so the channel tokens in it could not be opened',
      mend: 'Write the right key to a file with `loa restore <backup> --key-to <file>` and set it.',
    },
  ]);
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  await file.sync();
  await file.close();
}

async function programVersion(): Promise<string> {
  const text = await readFile(join(projectRoot(), 'package.json'), 'utf8');
  return String((JSON.parse(text) as { version: unknown }).version);
}

/** Passes a generator's values on and remembers what it returned. */
function keepingLast<T, R>(inner: AsyncGenerator<T, R>): AsyncIterable<T> & { last(): R } {
  let last: R | undefined;
  return {
    async *[Symbol.asyncIterator]() {
      last = yield* inner;
    },
    last() {
      if (last === undefined) throw new Error('not finished');
      return last;
    },
  };
}
