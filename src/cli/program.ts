import { Command } from 'commander';
import { accountCommand } from './account.ts';
import { auditCommand } from './audit.ts';
import { backupCommand, migrateStoreCommand, releaseCommand, restoreCommand } from './backup.ts';
import { checkCommand } from './check.ts';
import { codeCommand } from './code.ts';
import { demoCommand } from './demo.ts';
import { doctorCommand } from './doctor.ts';
import { exportCommand } from './export.ts';
import { speakVietnamese } from './in-vietnamese.ts';
import { inboxCommand } from './inbox.ts';
import { indicatorCommand } from './indicator.ts';
import { ledgerCommand } from './ledger.ts';
import { noticeCommand } from './notice.ts';
import { outboxCommand } from './outbox.ts';
import { playCommand } from './play.ts';
import { queueCommand } from './queue.ts';
import { reportCommand } from './report.ts';
import { requestCommand } from './request.ts';
import { actAs } from './run.ts';
import { seatCommand } from './seat.ts';
import { teamCommand } from './team.ts';
import { tokenCommand } from './token.ts';
import { understandCommand } from './understand.ts';
import { zaloCommand } from './zalo.ts';

/** The whole command line, as data that `main.ts` runs and tests can run as well. */
export function createProgram(): Command {
  const loa = new Command('loa')
    .description('Loa Thôn: the command line for operators and authors')
    .option('--by <who>', 'who does it, for the audit record; otherwise the user of this machine')
    .hook('preAction', (program) => {
      const { by } = program.opts<{ by?: string }>();
      if (by !== undefined) actAs(by);
    })
    .addCommand(checkCommand())
    .addCommand(playCommand())
    .addCommand(teamCommand())
    .addCommand(tokenCommand())
    .addCommand(codeCommand())
    .addCommand(seatCommand())
    .addCommand(requestCommand())
    .addCommand(indicatorCommand())
    .addCommand(noticeCommand())
    .addCommand(ledgerCommand())
    .addCommand(reportCommand())
    .addCommand(exportCommand())
    .addCommand(demoCommand())
    .addCommand(inboxCommand())
    .addCommand(outboxCommand())
    .addCommand(accountCommand())
    .addCommand(auditCommand())
    .addCommand(queueCommand())
    .addCommand(zaloCommand())
    .addCommand(doctorCommand())
    .addCommand(backupCommand())
    .addCommand(restoreCommand())
    .addCommand(releaseCommand())
    .addCommand(migrateStoreCommand())
    .addCommand(understandCommand());
  speakVietnamese(loa);
  return loa;
}
