import { Command } from 'commander';
import { inBoth } from '../lib/both-languages.ts';
import { printTable } from './print-table.ts';
import { run } from './run.ts';

export function seatCommand(): Command {
  const seat = new Command('seat').description('people with a right code whom the roster does not know');

  seat
    .command('list')
    .description('show who waits')
    .action(async () => {
      const { seats } = await run('seat-list', {});
      const rows = seats.map(({ ref, teamId, role, name }) => [ref, teamId, role, name]);
      printTable(['Mã yêu cầu', 'Mã tổ', 'Vai trò', 'Họ và tên'], rows);
      if (seats.length === 0) console.log(inBoth({ vi: 'Không có ai đang chờ.', en: 'nobody waits' }));
    });

  seat
    .command('approve')
    .description('give the seat; the person is told in the chat')
    .argument('<ref>', 'as seat list shows it')
    .action(async (ref: string) => {
      const { teamId } = await run('seat-approve', { ref });
      console.log(
        inBoth({
          vi: `Đã duyệt vào ${teamId}; người ấy được báo trong cuộc trò chuyện.`,
          en: `approved for ${teamId}`,
        }),
      );
    });

  seat
    .command('refuse')
    .description('decline; the person is told the reason in the chat')
    .argument('<ref>', 'as seat list shows it')
    .requiredOption('--reason <words>', 'in Vietnamese')
    .action(async (ref: string, { reason }: { reason: string }) => {
      const { teamId } = await run('seat-refuse', { ref, reason });
      console.log(
        inBoth({ vi: `Đã từ chối vào ${teamId}; người ấy được báo lý do.`, en: `refused for ${teamId}` }),
      );
    });

  return seat;
}
