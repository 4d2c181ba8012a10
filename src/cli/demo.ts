import { Command } from 'commander';
import { inBoth } from '../lib/both-languages.ts';
import { run } from './run.ts';

export function demoCommand(): Command {
  const demo = new Command('demo').description('the invented teams of the simulator');
  demo
    .command('remove')
    .description('take the invented teams away, with all that was reported for them')
    .action(async () => {
      const { teams } = await run('demo-remove', {});
      console.log(inBoth({ vi: `Đã bỏ ${teams} tổ mẫu.`, en: `${teams} demo teams removed` }));
    });
  return demo;
}
