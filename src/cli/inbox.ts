import { Command } from 'commander';
import { inBoth } from '../lib/both-languages.ts';
import { run } from './run.ts';

const NONE_PARKED = { vi: 'Không có tin nào bị gác lại.', en: 'no event was put aside' };

const UNKNOWN_KEY = {
  vi: 'Không có tin nào bị gác lại với khóa này. Xem bằng “loa inbox list”.',
  en: 'There is no parked event with that key. `loa inbox list` shows those there are.',
};

export function inboxCommand(): Command {
  const inbox = new Command('inbox').description('events that were put aside after five failed attempts');

  inbox
    .command('list')
    .alias('parked')
    .description('list them')
    .action(async () => {
      const { parked } = await run('inbox-parked', {});
      if (parked.length === 0) console.log(inBoth(NONE_PARKED));
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
      if (putBack) return console.log(inBoth({ vi: 'Đã đưa lại vào hàng chờ xử lý.', en: 'put back' }));
      console.error(inBoth(UNKNOWN_KEY));
      process.exitCode = 1;
    });

  return inbox;
}
