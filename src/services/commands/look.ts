import { z } from 'zod';
import { periodLabel } from '../../domain/calendar.ts';
import type { DraftMedia } from '../../domain/records/session.ts';
import { cellText } from '../exports/csv.ts';
import { readNames } from '../exports/names.ts';
import { sessionsTable } from '../exports/sessions-table.ts';
import { rangeOf } from '../ledger/range-of.ts';
import { runningPeriod } from '../ledger/running-period.ts';
import { standings } from '../ledger/standings.ts';
import { Refused } from '../refused.ts';
import { reportOf } from '../reports/officer-report.ts';
import { reportFiles, unheardIn } from '../reports/report-files.ts';
import { command } from './command.ts';
import { typedRange, typedReportCode, typedTeamId } from './typed.ts';

/** Who has held their session in a period and who has not. */
export const ledgerShow = command({
  name: 'ledger-show',
  input: z.object({ period: typedRange.period, unit: typedRange.unit }),
  audit: null,
  async run({ period = null, unit }, deps) {
    const asked = period ?? runningPeriod(deps);
    const { sums, teams } = await standings({ period: asked, unit }, deps);
    const names = await readNames(deps.stores);
    const rows = teams.map((team) => ({ ...team, communeName: names.commune(team.communeId) }));
    return { label: periodLabel(asked), period: asked, sums, teams: rows };
  },
});

/** Columns of the exported sessions that a list shows. */
const LISTED = ['Mã báo cáo', 'Ngày', 'Mã tổ', 'Tổng số người', 'Trạng thái', 'Hình thức', 'Chủ đề'];

/** Reports of a range of days, by their own date. */
export const reportList = command({
  name: 'report-list',
  input: z.object({
    ...typedRange,
    team: typedTeamId.optional(),
    /** Only reports with recordings that nobody has heard yet. */
    unheard: z.boolean().optional(),
  }),
  audit: null,
  async run({ team, unheard = false, ...asked }, deps) {
    const isOpen = !asked.period && !asked.from && !asked.to;
    const range = await rangeOf(
      isOpen ? { ...asked, period: runningPeriod(deps) } : asked,
      null,
      deps.stores,
    );
    if (team !== undefined && !(await deps.stores.teams.get(team))) throw new Refused('team-unknown');
    const { columns, rows } = await sessionsTable(range, deps);
    const shown = columns.filter(({ title }) => LISTED.includes(title));
    shown.sort((a, b) => LISTED.indexOf(a.title) - LISTED.indexOf(b.title));
    const reports: string[][] = [];
    for await (const session of rows) {
      if (team !== undefined && session.teamId !== team) continue;
      if (unheard && (await unheardIn(session, deps.stores)) === 0) continue;
      reports.push(shown.map((column) => cellText(column.of(session))));
    }
    return { from: range.from, to: range.to, titles: LISTED, reports };
  },
});

/** All that a report says, without anybody's name, and how many files came with it. */
export const reportShow = command({
  name: 'report-show',
  input: z.object({ code: typedReportCode }),
  audit: null,
  async run({ code }, deps) {
    const session = await reportOf(code, deps);
    const { columns } = await sessionsTable({ from: session.date, to: session.date, communeIds: [] }, deps);
    const said = columns.map((column) => ({ title: column.title, text: cellText(column.of(session)) }));
    const kept = { image: 0, audio: 0, video: 0 } satisfies Record<DraftMedia['kind'], number>;
    const files = await reportFiles(session, deps.stores);
    for (const { media } of files) kept[media.kind] += 1;
    const unheard = await unheardIn(session, deps.stores);
    const { reason = null } = session.lastRevision ?? {};
    return { fields: said.filter(({ text }) => text !== ''), kept, unheard, reason };
  },
});
