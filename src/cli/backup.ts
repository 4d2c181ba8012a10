import { Command } from 'commander';
import { firstKey, restoreBackupFile, verifyBackupFile, writeBackup } from '../app/backup.ts';
import { moveInstallation } from '../app/move-store.ts';
import { loadConfig } from '../config/load-config.ts';
import { readEnvironment } from '../config/read-environment.ts';
import { createFileAtomic } from '../lib/atomic-file.ts';
import { systemClock } from '../lib/clock.ts';
import type { BackupReport } from '../services/backup/read-lines.ts';
import { run } from './run.ts';

const OWNER_ONLY = 0o600;
/** The store of the platforms' tokens in a backup. */
const CHANNEL_TOKENS = 'records:channel_tokens';

export function backupCommand(): Command {
  return new Command('backup')
    .description('write a sealed backup of everything, beside a running server')
    .option('--to <folder>', 'where to keep it; default: BACKUP_DIR')
    .action(async ({ to }: { to?: string }) => {
      const config = loadConfig(readEnvironment());
      const dir = to ?? config.backup.dir;
      if (!dir) return refuse('Say where with --to, or set BACKUP_DIR.');
      const { path, footer } = await writeBackup(config, dir, systemClock());
      tellCounts(footer.rows, footer.blobs);
      console.log(path);
    });
}

export function restoreCommand(): Command {
  return new Command('restore')
    .description('write a backup into an empty DATA_DIR or database; it is held until `loa release`')
    .argument('<backup>', 'the file that `loa backup` wrote')
    .option('--verify', 'only read it all and say whether it is whole; calls no platform', false)
    .option('--key-to <file>', 'only write the LOA_SECRET_KEY that it holds to a new file')
    .action(async (path: string, { verify, keyTo }: { verify: boolean; keyTo?: string }) => {
      const config = loadConfig(readEnvironment());
      if (keyTo) {
        const key = await firstKey(path, config.backup.passphrase ?? '');
        if (await createFileAtomic(keyTo, `${key}\n`, { mode: OWNER_ONLY })) return console.log(keyTo);
        return refuse(`${keyTo} is there already`);
      }
      if (verify) {
        tellReport(await verifyBackupFile(config, path));
        return console.log('the backup is whole');
      }
      const report = await restoreBackupFile(config, path, systemClock());
      tellReport(report);
      console.log(`${report.erasedAgain} conversations erased again that were erased after the backup`);
      console.log('restored and held: look with `loa release --list`, then `loa release`');
    });
}

export function releaseCommand(): Command {
  return new Command('release')
    .description('let a restored or moved system send again')
    .option('--list', 'only list what would go out', false)
    .option('--send-older', 'also send what was waiting when the backup was made', false)
    .action(async ({ list, sendOlder }: { list: boolean; sendOlder: boolean }) => {
      const { held } = await run('hold-list', {});
      if (!held) return console.log('the system is not held');
      for (const { lane, older, newer } of held.waiting)
        console.log(`${lane}\t${older} from before the backup\t${newer} since`);
      if (held.waiting.length === 0) console.log('nothing waits to be sent');
      if (list) return;
      const { keptBack } = await run('hold-release', { sendOlder });
      console.log(`released; ${keptBack ?? 0} older messages were kept back`);
    });
}

export function migrateStoreCommand(): Command {
  return new Command('migrate-store')
    .description(
      'move an installation between SQLite in DATA_DIR and MongoDB at MONGODB_URI; stop all servers first',
    )
    .argument('<engine>', 'where to: mongo or sqlite')
    .action(async (engine: string) => {
      if (engine !== 'mongo' && engine !== 'sqlite') return refuse('Say where to: mongo or sqlite.');
      const config = loadConfig(readEnvironment());
      const agrees = await moveInstallation(config, engine, systemClock(), ({ store, rows, agrees: same }) =>
        console.log(`${same ? 'agrees' : 'DIFFERS'}\t${rows}\t${store}`),
      );
      if (!agrees)
        return refuse('Something differs: was a server at work? Stop it and run the command again.');
      const setting = engine === 'mongo' ? 'Keep MONGODB_URI set' : 'Unset MONGODB_URI';
      console.log(`moved and held. ${setting}, start the server, then \`loa release\`.`);
    });
}

function tellReport({ header, footer }: BackupReport): void {
  console.log(
    `written ${new Date(header.atMs).toISOString()} by version ${header.program} on ${header.engine}`,
  );
  tellCounts(footer.rows, footer.blobs);
  if ((footer.rows[CHANNEL_TOKENS] ?? 0) > 0)
    console.log(
      'an OA whose token was renewed after this backup needs re-consent: `loa doctor` says so, `loa zalo login` grants it',
    );
}

function tellCounts(rows: Record<string, number>, blobs: number): void {
  const total = Object.values(rows).reduce((sum, count) => sum + count, 0);
  console.log(`${total} rows in ${Object.keys(rows).length} stores, ${blobs} files`);
}

function refuse(why: string): void {
  console.error(why);
  process.exitCode = 1;
}
