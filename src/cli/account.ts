import { Command } from 'commander';
import { CHANNEL_IDS, type ChannelId } from '../domain/ids.ts';
import { run } from './run.ts';

export function accountCommand(): Command {
  const account = new Command('account').description('the OA and the Page that the system sends through');
  account
    .command('release')
    .description('let a stopped account send again')
    .argument('<channel>', CHANNEL_IDS.join(' or '))
    .argument('<accountId>', 'OA id or Page id')
    .action(async (channel: string, accountId: string) => {
      if (!(CHANNEL_IDS as readonly string[]).includes(channel)) {
        console.error(`unknown channel ${channel}; there are ${CHANNEL_IDS.join(', ')}`);
        process.exitCode = 1;
        return;
      }
      await run('account-release', { channel: channel as ChannelId, accountId });
      console.log('released');
    });
  return account;
}
