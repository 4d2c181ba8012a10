import { type Command, Option } from 'commander';
import { TEAM_ROLES, type TeamRole } from '../domain/effect.ts';
import { inBoth } from '../lib/both-languages.ts';
import { run } from './run.ts';

/** Verbs for single teams; whole rosters come in through `team import`. */
export function addTeamVerbs(team: Command): void {
  team
    .command('create')
    .description('add one team with its join codes')
    .argument('<team>', 'e.g. TTT-012')
    .requiredOption('--commune <unit>', 'id, code or name')
    .requiredOption('--village <name...>', 'one or more')
    .option('--name <name>', 'default: “Tổ truyền thông” and the first village')
    .option('--founded <day>', 'YYYY-MM-DD')
    .action(async (id: string, options: NewTeam) => {
      const { commune, village: villages, name = null, founded: foundedOn = null } = options;
      const made = await run('team-create', { id, commune, villages, name, foundedOn });
      console.log(`${made.id}\t${made.name}`);
    });

  team
    .command('member')
    .description('add one person to the roster of a team')
    .argument('<team>', 'e.g. TTT-012')
    .requiredOption('--name <name>')
    .addOption(roleOption())
    .action(async (teamId: string, { name, role }: NewMember) => {
      console.log((await run('team-member', { teamId, name, role })).id);
    });

  team
    .command('role')
    .description('give somebody of the roster another role; their seat follows')
    .argument('<team>', 'e.g. TTT-012')
    .argument('<name>', 'with or without accents')
    .addOption(roleOption())
    .action(async (teamId: string, member: string, { role }: Pick<NewMember, 'role'>) => {
      const { name } = await run('team-role', { teamId, member, role });
      console.log(inBoth({ vi: `Đã đổi vai trò của ${name}.`, en: 'role changed' }));
    });

  team
    .command('remove')
    .description('take somebody off the roster and end their seat')
    .argument('<team>', 'e.g. TTT-012')
    .argument('<name>', 'with or without accents')
    .action(async (teamId: string, member: string) => {
      const { name } = await run('team-remove', { teamId, member });
      console.log(inBoth({ vi: `${name} không còn trong danh sách của tổ.`, en: 'taken off the roster' }));
    });

  team
    .command('end')
    .description('end a team, or let it go on as part of another; its history stays')
    .argument('<team>', 'e.g. TTT-012')
    .requiredOption('--on <day>', 'first day without it, YYYY-MM-DD')
    .option('--into <team>', 'the team that goes on')
    .action(async (teamId: string, { on, into = null }: { on: string; into?: string | null }) => {
      await run('team-end', { teamId, on, into });
      console.log(
        into === null
          ? inBoth({ vi: `${teamId} đã dừng.`, en: `${teamId} ended` })
          : inBoth({ vi: `${teamId} đã nhập vào ${into}.`, en: `${teamId} is part of ${into}` }),
      );
    });
}

function roleOption(): Option {
  return new Option('--role <role>').choices(TEAM_ROLES).makeOptionMandatory();
}

interface NewTeam {
  commune: string;
  village: string[];
  name?: string;
  founded?: string;
}

interface NewMember {
  name: string;
  role: TeamRole;
}
