import { Command, Option } from 'commander';
import { run } from './run.ts';

type Role = 'leader' | 'reporter' | 'member';

const ROLES: readonly Role[] = ['leader', 'reporter', 'member'];

export function noticeCommand(): Command {
  const notice = new Command('notice').description('messages to one team, within quiet hours and limits');

  notice
    .command('send')
    .description('tell the people of a team something; who cannot be pushed to hears it when they next write')
    .argument('<team>', 'e.g. TTT-012')
    .requiredOption('--text <words>', 'in Vietnamese, 1,000 characters at most')
    .addOption(
      new Option('--roles <roles...>', 'who of the team').choices(ROLES).default(['leader', 'reporter']),
    )
    .action(async (teamId: string, { text, roles }: { text: string; roles: Role[] }) => {
      const told = await run('notice-send', { teamId, text, roles });
      console.log(
        `${told.planned} people: ${told.queued} on its way, ${told.waiting} waiting for their hour, ${told.skipped} when they next write`,
      );
      if (told.planned === 0) console.log('nobody of this team with such a role writes with the bot yet');
    });

  return notice;
}
