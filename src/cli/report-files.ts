import { join } from 'node:path';
import type { Command } from 'commander';
import { inBoth } from '../lib/both-languages.ts';
import { makeFolder } from '../lib/make-folder.ts';
import { writeOutFile } from './out-file.ts';
import { run } from './run.ts';

/** People may be seen and heard in the files: a folder that is made for them is nobody else's. */
const OWNER_ONLY = 0o700;

/** Verbs for the photos and recordings that came with a report. */
export function addFileVerbs(report: Command): void {
  report
    .command('files')
    .description('write the photos and recordings of a report into a folder; the audit record notes it')
    .argument('<code>', 'e.g. BC-0412')
    .argument('<folder>', 'made where it is missing; keep it as you keep photos of people')
    .action(writeFiles);

  report
    .command('heard')
    .description('say that somebody has listened to the recordings of a report')
    .argument('<code>', 'e.g. BC-0412')
    .action(async (code: string) => {
      const { heard } = await run('report-heard', { code });
      console.log(
        heard === 0
          ? inBoth({ vi: 'Báo cáo này không có ghi âm nào chờ nghe.', en: 'no recording waits to be heard' })
          : inBoth({ vi: `Đã nghe ${heard} ghi âm.`, en: `${heard} heard` }),
      );
    });
}

async function writeFiles(code: string, folder: string): Promise<void> {
  const { kept } = await run('report-show', { code });
  const total = kept.image + kept.audio + kept.video;
  // Where it cannot be made, writing says so.
  if (total > 0) await makeFolder(folder, OWNER_ONLY).catch(() => {});
  for (let number = 1; number <= total; number += 1) {
    const { name, file } = await run('report-file', { code, number });
    const path = join(folder, name);
    await writeOutFile(path, Buffer.from(file, 'base64'));
    console.log(path);
  }
  if (total === 0) console.log(inBoth({ vi: 'Báo cáo này không có tệp nào.', en: 'no files came with it' }));
}
