import { Command, Option } from 'commander';
import { TEAM_ROLES, type TeamRole } from '../domain/effect.ts';
import { inBoth } from '../lib/both-languages.ts';
import { run } from './run.ts';

const NOBODY = {
  vi: 'Chưa có ai giữ vai trò ấy trong tổ này nhắn với trợ lý.',
  en: 'nobody of this team with such a role writes with the bot yet',
};

export function noticeCommand(): Command {
  const notice = new Command('notice').description('messages to one team, within quiet hours and limits');

  notice
    .command('send')
    .description('tell the people of a team something; who cannot be pushed to hears it when they next write')
    .argument('<team>', 'e.g. TTT-012')
    .requiredOption('--text <words>', 'in Vietnamese, 1,000 characters at most')
    .addOption(
      new Option('--roles <roles...>', 'who of the team').choices(TEAM_ROLES).default(['leader', 'reporter']),
    )
    .action(async (teamId: string, { text, roles }: { text: string; roles: TeamRole[] }) => {
      const told = await run('notice-send', { teamId, text, roles });
      const { planned, queued, waiting, skipped } = told;
      console.log(
        inBoth({
          vi: `${planned} người: ${queued} đang gửi, ${waiting} chờ tới giờ, ${skipped} nhận khi họ nhắn lần tới.`,
          en: `${planned} to be told: ${queued} on its way, ${waiting} waiting for their hour, ${skipped} when they next write`,
        }),
      );
      if (planned === 0) console.log(inBoth(NOBODY));
    });

  return notice;
}
