import { readFile, writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { Command } from 'commander';
import { rosterTemplate } from '../services/roster/template.ts';
import { run } from './run.ts';
import { addTeamVerbs } from './team-edit.ts';

export function teamCommand(): Command {
  const team = new Command('team').description('teams and their rosters');

  team
    .command('template')
    .description('write an empty roster file to fill in')
    .argument('<file>', 'ends in .xlsx or .csv')
    .action(async (file: string) => {
      await writeFile(file, await rosterTemplate(extname(file).toLowerCase() === '.csv' ? 'csv' : 'xlsx'));
      console.log(`Đã ghi tệp mẫu ${file}`);
    });

  team
    .command('import')
    .description('import teams, members and commune officers; the same file again changes nothing')
    .argument('<file>', '.xlsx or .csv, headings as in the template')
    .option('--dry-run', 'only check', false)
    .option('--partial', 'import the good rows although others are faulty', false)
    .action(importFile);

  team
    .command('codes')
    .description('show the join codes')
    .argument('[team]', 'e.g. TTT-012')
    .action(async (teamId?: string) => {
      const { codes } = await run('team-codes', { teamId: teamId ?? null });
      for (const code of codes) console.log(`${code.teamId}\t${code.kind}\t${code.code}`);
    });

  addTeamVerbs(team);
  return team;
}

async function importFile(file: string, options: { dryRun: boolean; partial: boolean }): Promise<void> {
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null) return fail(`Không đọc được tệp ${file}. Kiểm tra lại đường dẫn.`);
  const extension = extname(file).toLowerCase();
  const result = await run('team-import', { file: bytes.toString('base64'), extension, ...options });
  if (result.fault !== undefined) return fail(result.fault);
  for (const { row, message } of result.errors) console.error(`Dòng ${row}: ${message}`);
  console.log(
    `${result.teams} tổ, ${result.members} người, ${result.officers} cán bộ xã, ${result.errors.length} lỗi`,
  );
  if (result.counts) {
    const { created, updated, unchanged, setAside } = result.counts;
    console.log(`Đã nhập: ${created} mới, ${updated} cập nhật, ${unchanged} giữ nguyên, ${setAside} gác lại`);
  } else if (result.errors.length > 0 && !options.dryRun) {
    fail('Chưa nhập gì. Sửa các dòng trên rồi chạy lại, hoặc thêm --partial để nhập các dòng đúng.');
  } else console.log('Chạy thử, chưa nhập gì.');
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
