import { Command } from 'commander';
import { run } from './run.ts';

export function seatCommand(): Command {
  const seat = new Command('seat').description('people with a right code whom the roster does not know');

  seat
    .command('list')
    .description('show who waits')
    .action(async () => {
      const { seats } = await run('seat-list', {});
      for (const { ref, teamId, role, name } of seats) console.log(`${ref}\t${teamId}\t${role}\t${name}`);
      if (seats.length === 0) console.log('nobody waits');
    });

  seat
    .command('approve')
    .description('give the seat; the person is told in the chat')
    .argument('<ref>', 'as seat list shows it')
    .action(async (ref: string) => {
      console.log(`approved for ${(await run('seat-approve', { ref })).teamId}`);
    });

  seat
    .command('refuse')
    .description('decline; the person is told the reason in the chat')
    .argument('<ref>', 'as seat list shows it')
    .requiredOption('--reason <words>', 'in Vietnamese')
    .action(async (ref: string, { reason }: { reason: string }) => {
      console.log(`refused for ${(await run('seat-refuse', { ref, reason })).teamId}`);
    });

  return seat;
}
