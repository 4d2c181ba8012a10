import { Command } from 'commander';
import { accountCommand } from './account.ts';
import { auditCommand } from './audit.ts';
import { checkCommand } from './check.ts';
import { demoCommand } from './demo.ts';
import { doctorCommand } from './doctor.ts';
import { inboxCommand } from './inbox.ts';
import { outboxCommand } from './outbox.ts';
import { playCommand } from './play.ts';
import { queueCommand } from './queue.ts';
import { teamCommand } from './team.ts';
import { tellFault } from './tell-fault.ts';
import { tokenCommand } from './token.ts';
import { understandCommand } from './understand.ts';
import { zaloCommand } from './zalo.ts';

const program = new Command('loa')
  .description('Loa Thôn: the command line for operators and authors')
  .addCommand(checkCommand())
  .addCommand(playCommand())
  .addCommand(teamCommand())
  .addCommand(tokenCommand())
  .addCommand(demoCommand())
  .addCommand(inboxCommand())
  .addCommand(outboxCommand())
  .addCommand(accountCommand())
  .addCommand(auditCommand())
  .addCommand(queueCommand())
  .addCommand(zaloCommand())
  .addCommand(doctorCommand())
  .addCommand(understandCommand());

program.parseAsync().catch(tellFault);
