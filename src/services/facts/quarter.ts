import { addDays, daysOfPeriod, periodLabel } from '../../domain/calendar.ts';
import type { QuarterFact } from '../../domain/fact.ts';
import type { Confirmation } from '../../domain/records/confirmation.ts';
import { allRecords } from '../change-record.ts';
import { peopleOf } from '../links/linked-people.ts';
import type { FactDeps, LoadFact } from './fact-context.ts';

/** What a team has in a period: its sessions and the answer that stands. */
export const loadQuarter: LoadFact<'quarter'> = async (request, context, deps) => {
  const { from, to } = daysOfPeriod(request.period);
  const sessions: QuarterFact['sessions'] = [];
  const query = { index: 'byTeam', equals: [request.teamId], from, to: addDays(to, 1) };
  for await (const { id, value } of allRecords(deps.stores.sessions, query)) {
    if (value.status === 'withdrawn') continue;
    const { code, date, gathering, report } = value;
    sessions.push({ id, code, date, forms: report.forms, total: report.total, gathering });
  }
  const standing = await standingAnswer(request.teamId, request.period, deps);
  const me = context.personId === null ? [] : await peopleOf(context.personId, deps.stores);
  return {
    period: request.period,
    label: periodLabel(request.period),
    sessions,
    confirmation: standing && {
      answer: standing.answer,
      byMe: me.includes(standing.personId),
      atMs: standing.atMs,
    },
  };
};

async function standingAnswer(teamId: string, period: string, deps: FactDeps): Promise<Confirmation | null> {
  const page = await deps.stores.confirmations.find({
    index: 'byTeam',
    equals: [teamId, period],
    limit: 1,
    descending: true,
  });
  return page.items[0]?.value ?? null;
}
