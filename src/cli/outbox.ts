import { Command } from 'commander';
import { type BothLanguages, inBoth } from '../lib/both-languages.ts';
import type { CommandInput } from '../services/commands/index.ts';
import { run } from './run.ts';

type ListedState = CommandInput<'outbox-list'>['state'];

const STATES: readonly string[] = ['pending', 'sending', 'unknown', 'sent', 'failed', 'skipped'];

const NONE_OPEN = {
  vi: 'Không có tin nào đang chờ, chưa rõ hay gửi hỏng.',
  en: 'no message waits, is unclear or has failed',
};

const NONE_SO = { vi: 'Không có tin nào ở trạng thái này.', en: 'no message is in this state' };

const UNKNOWN_ID = {
  vi: 'Không có tin nào với mã này. Xem bằng “loa outbox list --state unknown”.',
  en: 'There is no message with that id. `loa outbox list --state unknown` shows those there are.',
};

export function outboxCommand(): Command {
  const outbox = new Command('outbox').description('messages on their way out');

  outbox
    .command('list')
    .description('list those that are open or failed, without their texts')
    .option('--state <state>', `only one of ${STATES.join(', ')}`)
    .action(async ({ state = null }: { state?: string | null }) => {
      if (state !== null && !STATES.includes(state))
        return refuse({
          vi: `Không có trạng thái “${state}”. Chọn một trong: ${STATES.join(', ')}.`,
          en: `There is no state “${state}”. Take one of: ${STATES.join(', ')}.`,
        });
      const { counts, rows } = await run('outbox-list', { state: state as ListedState });
      console.log(STATES.map((name) => `${name} ${counts[name as keyof typeof counts]}`).join(', '));
      if (rows.length === 0) console.log(inBoth(state === null ? NONE_OPEN : NONE_SO));
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
      if (released) return console.log(inBoth({ vi: 'Đã cho gửi lại.', en: 'released: it is sent again' }));
      if (found === null) return refuse(UNKNOWN_ID);
      refuse({
        vi: `Chỉ cho gửi lại tin báo (broadcast) chưa rõ đã tới hay chưa (unknown); tin này là ${found.lane}, ${found.state}.`,
        en: `Only broadcast messages of unknown outcome are released; this one is ${found.lane}, ${found.state}.`,
      });
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

function refuse(why: BothLanguages): void {
  console.error(inBoth(why));
  process.exitCode = 1;
}
