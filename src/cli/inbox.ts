import { Command } from 'commander';
import { run } from './run.ts';

export function inboxCommand(): Command {
  const inbox = new Command('inbox').description('events that were put aside after five failed attempts');

  inbox
    .command('list')
    .alias('parked')
    .description('list them')
    .action(async () => {
      const { parked } = await run('inbox-parked', {});
      for (const { key, kind, errorCode, acceptedAtMs } of parked) {
        console.log(`${new Date(acceptedAtMs).toISOString()}\t${kind}\t${errorCode}\t${key}`);
      }
    });

  inbox
    .command('retry')
    .description('put one back once its cause is mended')
    .argument('<key>', 'as listed by `loa inbox list`')
    .action(async (key: string) => {
      const { putBack } = await run('inbox-retry', { key });
      console.log(putBack ? 'put back' : 'there is no parked event with that key');
      if (!putBack) process.exitCode = 1;
    });

  return inbox;
}
