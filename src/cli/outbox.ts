import { Command } from 'commander';
import type { CommandInput } from '../services/commands/index.ts';
import { run } from './run.ts';

type ListedState = CommandInput<'outbox-list'>['state'];

const STATES: readonly string[] = ['pending', 'sending', 'unknown', 'sent', 'failed', 'skipped'];

export function outboxCommand(): Command {
  const outbox = new Command('outbox').description('messages on their way out');

  outbox
    .command('list')
    .description('list those that are open or failed, without their texts')
    .option('--state <state>', `only one of ${STATES.join(', ')}`)
    .action(async ({ state = null }: { state?: string | null }) => {
      if (state !== null && !STATES.includes(state)) return refuse(`there is no state ${state}`);
      const { counts, rows } = await run('outbox-list', { state: state as ListedState });
      console.log(STATES.map((name) => `${name} ${counts[name as keyof typeof counts]}`).join(', '));
      for (const { createdAtMs, channel, lane, state: now, reason, attempts, id } of rows) {
        const at = new Date(createdAtMs).toISOString();
        console.log(`${at}\t${channel}\t${lane}\t${now}\t${reason ?? '-'}\t${attempts} attempts\t${id}`);
      }
    });

  outbox
    .command('release')
    .description('send a broadcast message again although it may have arrived: only on purpose')
    .argument('<id>', 'as listed by `loa outbox list --state unknown`')
    .action(async (id: string) => {
      const { released, found } = await run('outbox-release', { id });
      if (released) return console.log('released: it is sent again');
      if (found === null) return refuse('there is no message with that id');
      refuse(
        `only broadcast messages of unknown outcome are released; this one is ${found.lane}, ${found.state}`,
      );
    });

  outbox
    .command('lanes')
    .description('whether each account may send, and what waits')
    .action(async () => {
      const { accounts, open } = await run('outbox-lanes', {});
      for (const { account, state, reason, sinceMs } of accounts) {
        const why =
          state === 'open' ? '' : `\t${reason ?? 'throttled'}\tsince ${new Date(sinceMs).toISOString()}`;
        console.log(`${account}\t${state}${why}`);
      }
      for (const [lane, { pending, sending, unknown }] of Object.entries(open)) {
        console.log(`${lane}\t${pending} pending\t${sending} sending\t${unknown} unknown`);
      }
    });

  return outbox;
}

function refuse(why: string): void {
  console.error(why);
  process.exitCode = 1;
}
