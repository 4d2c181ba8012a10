import { Command } from 'commander';
import { inBoth } from '../lib/both-languages.ts';
import { run } from './run.ts';

export function auditCommand(): Command {
  const audit = new Command('audit').description('the record of who changed what');
  audit
    .command('verify')
    .description('prove that no entry was changed, left out or cut off')
    .option('--noted <seq:hash>', 'the head that an earlier check printed and that was kept elsewhere')
    .action(async ({ noted }: { noted?: string }) => {
      const [seq, hash] = (noted ?? '').split(':');
      if (noted !== undefined && !(Number(seq) > 0 && hash)) {
        console.error(
          inBoth({
            vi: '--noted là dòng “head” của lần kiểm tra trước: <số>:<mã>',
            en: '--noted is what an earlier check printed: <seq>:<hash>',
          }),
        );
        process.exitCode = 1;
        return;
      }
      const report = await run('audit-verify', { noted: hash ? { seq: Number(seq), hash } : null });
      for (const { seq: at, fault } of report.findings)
        console.error(at === null ? fault : `${at}: ${fault}`);
      const { head } = report;
      const { entries, findings } = report;
      console.log(
        inBoth({
          vi: `${entries} mục, ${findings.length} chỗ sai.`,
          en: `${entries} entries, ${findings.length} faults`,
        }),
      );
      if (head) console.log(`head ${head.seq}:${head.hash}`);
      if (report.findings.length > 0) process.exitCode = 1;
    });
  return audit;
}
