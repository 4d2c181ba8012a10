import { Command } from 'commander';
import { displayDate } from '../domain/calendar.ts';
import type { LedgerState } from '../domain/ledger.ts';
import { inBoth } from '../lib/both-languages.ts';
import { printTable } from './print-table.ts';
import { run } from './run.ts';

const STATES: Record<LedgerState, string> = {
  confirmed: 'đã xác nhận',
  'not-held': 'báo chưa tổ chức',
  reported: 'có buổi, chưa xác nhận',
  late: 'quá hạn',
  due: 'đến hạn',
  planned: 'chưa đến hạn',
};

const TITLES = [
  'Mã tổ',
  'Tình trạng',
  'Số cuộc',
  'Lượt người',
  'Xã/Phường',
  'Tên tổ',
  'Vì sao chưa, dự định',
];

interface Asked {
  period?: string;
  unit?: string;
  missing?: true;
}

/** Somebody said no although the team has reported a session: both stand, and an officer should see that. */
function stateText(state: LedgerState | null, gatherings: number): string {
  if (state === null) return 'kỳ này không tính';
  return state === 'not-held' && gatherings > 0 ? 'báo chưa tổ chức, nhưng có báo cáo' : STATES[state];
}

/** What the team said when it had not held a session yet. */
function whyText(reason: string | null, plannedDate: string | null): string {
  const planned = plannedDate && `dự định ngày ${displayDate(plannedDate)}`;
  return [reason, planned].filter(Boolean).join('; ') || '–';
}

export function ledgerCommand(): Command {
  const command = new Command('ledger').description('which team has held its session, and which has not');
  command
    .command('show')
    .description('every team with its state in a period, by the rules of the exports')
    .option('--period <period>', '2026-Q4 or 2026-11; otherwise the running one')
    .option('--unit <unit>', 'id, code or name of a commune, old or new')
    .option('--missing', 'only teams that still owe their session')
    .action(async ({ missing, ...asked }: Asked) => {
      const { label, period, sums, teams } = await run('ledger-show', asked);
      const { expected, held, onTime } = sums;
      console.log(
        inBoth({
          vi: `${label[0]?.toUpperCase()}${label.slice(1)}: ${held}/${expected} tổ đã có cuộc, ${expected - held} tổ chưa; ${onTime} tổ xác nhận đúng hạn.`,
          en: `${period}: ${held} of ${expected} teams have held a session, ${expected - held} have not; ${onTime} confirmed in time`,
        }),
      );
      const shown = missing ? teams.filter(({ isMissing }) => isMissing) : teams;
      printTable(
        TITLES,
        shown.map(({ teamId, state, gatherings, total, communeName, teamName, reason, plannedDate }) => [
          teamId,
          stateText(state, gatherings),
          String(gatherings),
          String(total),
          communeName,
          teamName,
          whyText(reason, plannedDate),
        ]),
      );
    });
  return command;
}
