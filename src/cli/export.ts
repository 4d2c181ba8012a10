import { Command } from 'commander';
import { kindOfFile, writeOutFile } from './out-file.ts';
import { run } from './run.ts';

interface Range {
  period?: string;
  from?: string;
  to?: string;
  unit?: string;
}

const KINDS = {
  sessions: 'one line a report',
  ledger: 'one line a team, with the sums',
  plan: 'one line a row of the plan, with what was done',
};

export function exportCommand(): Command {
  const command = new Command('export').description('sessions, ledger and plan as a file for spreadsheets');
  for (const [kind, description] of Object.entries(KINDS) as [keyof typeof KINDS, string][]) {
    command
      .command(kind)
      .description(description)
      .argument('<file>', 'ends in .csv or .xlsx')
      .option('--period <period>', '2026-Q4 or 2026-11')
      .option('--from <day>', 'first day, instead of a period')
      .option('--to <day>', 'last day')
      .option('--unit <unit>', 'id, code or name of a commune, old or new')
      .action(async (file: string, range: Range) => {
        const format = kindOfFile(file, ['csv', 'xlsx']);
        const made = await run('export-make', { kind, format, ...range });
        await writeOutFile(file, Buffer.from(made.file, 'base64'));
        console.log(`${made.from} – ${made.to}: ${file}`);
      });
  }
  return command;
}
