import type { Command } from 'commander';
import { displayDate } from '../domain/calendar.ts';
import type { TeamRole } from '../domain/effect.ts';
import { inBoth } from '../lib/both-languages.ts';
import { printTable } from './print-table.ts';
import { run } from './run.ts';

const ROLES: Record<TeamRole, string> = {
  leader: 'Tổ trưởng',
  reporter: 'Người báo cáo',
  member: 'Thành viên',
};

/** Verbs that show teams. */
export function addLookVerbs(team: Command): void {
  team
    .command('list')
    .description('show the teams, how many people each lists and how many of them have joined')
    .option('--unit <unit>', 'id, code or name of a commune, old or new')
    .action(listTeams);

  team
    .command('show')
    .description('one team with its roster')
    .argument('<team>', 'e.g. TTT-012')
    .action(showTeam);
}

async function listTeams(asked: { unit?: string }): Promise<void> {
  const { teams } = await run('team-list', asked);
  printTable(
    ['Mã tổ', 'Trong danh sách', 'Đã vào tổ', 'Xã/Phường', 'Dừng từ', 'Tên tổ'],
    teams.map(({ id, listed, joined, communeName, withdrawnOn, name }) => [
      id,
      String(listed),
      String(joined),
      communeName,
      withdrawnOn === null ? '–' : displayDate(withdrawnOn),
      name,
    ]),
  );
  if (teams.length === 0) console.log(inBoth({ vi: 'Chưa có tổ nào.', en: 'no teams' }));
}

async function showTeam(teamId: string): Promise<void> {
  const team = await run('team-show', { teamId });
  const facts: [string, string | null][] = [
    ['Tổ', `${team.id} ${team.name}`],
    ['Địa bàn', team.places.join(', ')],
    ['Thành lập', team.foundedOn && displayDate(team.foundedOn)],
    ['Số quyết định', team.decisionNumber],
    ['Dừng từ', team.withdrawnOn && displayDate(team.withdrawnOn)],
    ['Nhập vào tổ', team.mergedInto],
  ];
  for (const [title, text] of facts) if (text) console.log(`${title}: ${text}`);
  printTable(
    ['Vai trò', 'Trong cuộc trò chuyện', 'Điện thoại', 'Họ và tên'],
    team.members.map(({ id, name, role, phone }) => [
      ROLES[role],
      team.joined.includes(id) ? 'đã vào tổ' : 'chưa vào tổ',
      phone ?? '–',
      name,
    ]),
  );
  if (team.members.length === 0)
    console.log(inBoth({ vi: 'Danh sách của tổ chưa có ai.', en: 'nobody is listed' }));
}
