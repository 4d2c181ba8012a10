import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { Command } from 'commander';
import { inBoth } from '../lib/both-languages.ts';
import { unreadableFile } from '../services/roster/read-file.ts';
import { rosterTemplate } from '../services/roster/template.ts';
import { kindOfFile, writeOutFile } from './out-file.ts';
import { printTable } from './print-table.ts';
import { run } from './run.ts';
import { addTeamVerbs } from './team-edit.ts';
import { addLookVerbs } from './team-look.ts';

export function teamCommand(): Command {
  const team = new Command('team').description('teams and their rosters');

  team
    .command('template')
    .description('write an empty roster file to fill in')
    .argument('<file>', 'ends in .xlsx or .csv')
    .action(async (file: string) => {
      const kind = kindOfFile(file, ['xlsx', 'csv']);
      // It may have been filled in since.
      await writeOutFile(file, await rosterTemplate(kind), 'new');
      console.log(inBoth({ vi: `Đã ghi tệp mẫu ${file}`, en: `wrote the template ${file}` }));
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
      const rows = codes.map((one) => [one.teamId, one.kind, one.code]);
      printTable(['Mã tổ', 'Cho ai', 'Mã vào tổ'], rows);
    });

  addLookVerbs(team);
  addTeamVerbs(team);
  return team;
}

async function importFile(file: string, options: { dryRun: boolean; partial: boolean }): Promise<void> {
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null) return fail(inBoth(unreadableFile(file)));
  const extension = extname(file).toLowerCase();
  const result = await run('team-import', { file: bytes.toString('base64'), extension, ...options });
  if (result.fault !== undefined) return fail(result.fault);
  const { teams, members, officers, errors } = result;
  for (const { row, vi, en } of errors) console.error(`Dòng ${row}: ${vi} / Row ${row}: ${en}`);
  console.log(
    inBoth({
      vi: `${teams} tổ, ${members} người, ${officers} cán bộ xã, ${errors.length} lỗi`,
      en: `${teams} teams, ${members} people, ${officers} commune officers, ${errors.length} errors`,
    }),
  );
  if (result.counts) {
    const { created, updated, unchanged, setAside } = result.counts;
    console.log(
      inBoth({
        vi: `Đã nhập: ${created} mới, ${updated} cập nhật, ${unchanged} giữ nguyên, ${setAside} gác lại`,
        en: `imported: ${created} new, ${updated} updated, ${unchanged} unchanged, ${setAside} set aside`,
      }),
    );
  } else if (errors.length > 0 && !options.dryRun) {
    fail(
      inBoth({
        vi: 'Chưa nhập gì. Sửa các dòng trên rồi chạy lại, hoặc thêm --partial để nhập các dòng đúng.',
        en: 'Nothing was imported. Mend the rows above and run it again, or add --partial for the good rows.',
      }),
    );
  } else console.log(inBoth({ vi: 'Chạy thử, chưa nhập gì.', en: 'A dry run: nothing was imported.' }));
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
