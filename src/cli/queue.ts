import { Argument, Command } from 'commander';
import { PAUSABLE_QUEUES } from '../services/queue-pauses.ts';
import { run } from './run.ts';

const name = new Argument('<queue>', 'a name of the list').choices(PAUSABLE_QUEUES);

export function queueCommand(): Command {
  const queue = new Command('queue').description('pause sends and downloads, for repairs or by order');
  queue
    .command('list')
    .description('what can be paused, and what is')
    .action(async () => {
      for (const { queue: known, pausedSinceMs } of await run('queue-list', {})) {
        const state =
          pausedSinceMs === null ? 'runs' : `paused since ${new Date(pausedSinceMs).toISOString()}`;
        console.log(`${known}  ${state}`);
      }
    });
  queue
    .command('pause')
    .description('hold back until resumed; nothing is lost')
    .addArgument(name)
    .action(async (queueName: string) => {
      await run('queue-pause', { queue: queueName });
      console.log('paused');
    });
  queue
    .command('resume')
    .description('let it go on')
    .addArgument(name)
    .action(async (queueName: string) => {
      const { wasPaused } = await run('queue-resume', { queue: queueName });
      console.log(wasPaused ? 'resumed' : 'was not paused');
    });
  return queue;
}
