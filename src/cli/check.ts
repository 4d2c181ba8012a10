import { Command } from 'commander';
import { localTime } from '../domain/calendar.ts';
import { formatIssue } from '../flows/issue.ts';
import { systemClock } from '../lib/clock.ts';
import type { ContentReport } from '../services/check-content.ts';
import { checkProject, readProjectContent } from './project-content.ts';

export function checkCommand(): Command {
  return new Command('check')
    .description('check flows, talks, phrases, hotlines and the safety card; faults come with file and line')
    .option('--coverage', 'also show which edges of the flows no talk walks', false)
    .option('--missing', 'also list the texts without a variant in the languages of the network', false)
    .action(check);
}

function check({ coverage, missing }: { coverage: boolean; missing: boolean }): void {
  const today = localTime(systemClock().businessNow(), 'Asia/Ho_Chi_Minh').date;
  const report = checkProject(readProjectContent(), today);
  for (const issue of report.issues) console.log(formatIssue(issue));
  if (coverage) tellCoverage(report);
  if (missing) tellMissing(report);
  const errors = report.issues.filter(({ level }) => level === 'error').length;
  console.log(`${errors} errors, ${report.issues.length - errors} warnings`);
  if (errors > 0) process.exitCode = 1;
}

function tellMissing({ missing }: ContentReport): void {
  for (const { file, line, name, languages } of missing) {
    console.log(`${file}:${line}: ${name} has no ${languages.join(', ')}`);
  }
}

function tellCoverage({ coverage }: ContentReport): void {
  for (const { flow, edges, walked, missing } of coverage) {
    console.log(`${flow}: ${walked} of ${edges} edges`);
    for (const edge of missing) console.log(`  not walked: ${edge}`);
  }
}
