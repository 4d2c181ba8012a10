import { mayReport } from '../../domain/effect.ts';
import type { ReportBrief } from '../../domain/fact.ts';
import type { Session } from '../../domain/records/session.ts';
import { seatIn, seatsOf } from '../links/seats.ts';
import type { FactDeps, LoadFact } from './fact-context.ts';

/** More reports than a question can list. */
const MAX_LISTED = 5;

/** A report by its code, for a leader or reporter of its team; to anybody else it does not exist. */
export const loadReport: LoadFact<'report'> = async (request, { personId }, deps) => {
  const page = await deps.stores.sessions.find({ index: 'byCode', equals: [request.code], limit: 1 });
  const found = page.items[0];
  if (!found || personId === null) return null;
  const { id, value: session } = found;
  const seat = await seatIn(session.teamId, personId, deps.stores);
  if (!seat || !mayReport(seat.role)) return null;
  return {
    ...(await briefOf(session, deps)),
    sessionId: id,
    teamId: session.teamId,
    fields: session.report,
    returnedReason: session.status === 'returned' ? (session.lastRevision?.reason ?? null) : null,
  };
};

/** The newest reports of the teams for which the person reports. */
export const loadMyReports: LoadFact<'my-reports'> = async (_request, { personId }, deps) => {
  if (personId === null) return [];
  const sessions: Session[] = [];
  for (const seat of await seatsOf(personId, deps.stores)) {
    if (!mayReport(seat.role)) continue;
    const query = { index: 'byTeam', equals: [seat.teamId], limit: MAX_LISTED, descending: true };
    const page = await deps.stores.sessions.find(query);
    sessions.push(...page.items.map(({ value }) => value).filter(({ status }) => status !== 'withdrawn'));
  }
  sessions.sort((a, b) => (a.date < b.date ? 1 : -1));
  return Promise.all(sessions.slice(0, MAX_LISTED).map((session) => briefOf(session, deps)));
};

async function briefOf(session: Session, deps: FactDeps): Promise<ReportBrief> {
  const { code, date, status, report } = session;
  const team = (await deps.stores.teams.get(session.teamId))?.value;
  return { code, date, total: report.total, teamName: team?.name ?? session.teamId, status };
}
