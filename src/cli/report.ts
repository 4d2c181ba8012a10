import { Command } from 'commander';
import { displayDate } from '../domain/calendar.ts';
import { inBoth } from '../lib/both-languages.ts';
import { oneLine } from '../lib/text.ts';
import type { CommandInput } from '../services/commands/index.ts';
import { printTable } from './print-table.ts';
import { addFileVerbs } from './report-files.ts';
import { run } from './run.ts';

export function reportCommand(): Command {
  const report = new Command('report').description('sessions that teams have reported');

  report
    .command('list')
    .description('show the reports of a range of days')
    .option('--period <period>', '2026-Q4 or 2026-11; otherwise the running one')
    .option('--from <day>', 'first day, instead of a period')
    .option('--to <day>', 'last day')
    .option('--unit <unit>', 'id, code or name of a commune, old or new')
    .option('--team <team>', 'e.g. TTT-012')
    .option('--unheard', 'only those with recordings that nobody has heard yet')
    .action(async (asked: CommandInput<'report-list'>) => {
      const { from, to, titles, reports } = await run('report-list', asked);
      printTable(titles, reports);
      if (reports.length > 0) return;
      const days = `${displayDate(from)} – ${displayDate(to)}`;
      console.log(inBoth({ vi: `${days}: chưa có báo cáo nào.`, en: 'no reports' }));
    });

  report
    .command('show')
    .description('all that one report says')
    .argument('<code>', 'e.g. BC-0412')
    .action(show);

  addFileVerbs(report);

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

async function show(code: string): Promise<void> {
  const { fields, kept, unheard, reason } = await run('report-show', { code });
  for (const { title, text } of fields) console.log(`${title}: ${oneLine(text)}`);
  if (reason) console.log(`Lý do đổi gần nhất: ${oneLine(reason)}`);
  const waiting = unheard > 0 ? ` (${unheard} chờ nghe)` : '';
  console.log(`Tệp kèm theo: ${kept.image} ảnh, ${kept.audio} ghi âm${waiting}, ${kept.video} phim`);
}

async function judge(verb: 'confirm' | 'return' | 'reopen', code: string, reason: string | null) {
  const judged = await run('report-judge', { verb, code, reason });
  console.log(`${judged.code}\t${judged.status}`);
}
