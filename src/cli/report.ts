import { Command } from 'commander';
import { run } from './run.ts';

export function reportCommand(): Command {
  const report = new Command('report').description('sessions that teams have reported');

  report
    .command('confirm')
    .description('say that a report is right')
    .argument('<code>', 'e.g. BC-0412')
    .action((code: string) => judge('confirm', code, null));

  for (const verb of ['return', 'reopen'] as const) {
    report
      .command(verb)
      .description(
        verb === 'return'
          ? 'give a report back; the reason reaches the reporter in the chat'
          : 'take back that a report was withdrawn',
      )
      .argument('<code>', 'e.g. BC-0412')
      .requiredOption('--reason <words>', 'in Vietnamese')
      .action((code: string, { reason }: { reason: string }) => judge(verb, code, reason));
  }

  return report;
}

async function judge(verb: 'confirm' | 'return' | 'reopen', code: string, reason: string | null) {
  const judged = await run('report-judge', { verb, code, reason });
  console.log(`${judged.code}\t${judged.status}`);
}
