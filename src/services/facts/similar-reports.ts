import { addDays } from '../../domain/calendar.ts';
import type { LoadFact } from './fact-context.ts';

/** More reports of one team on one day than a warning needs to name. */
const MAX_NAMED = 5;

/** Reports of the team on the same day: two members may report the same session. */
export const loadSimilarReports: LoadFact<'similar-reports'> = async (request, _context, deps) => {
  const page = await deps.stores.sessions.find({
    index: 'byTeam',
    equals: [request.teamId],
    from: request.date,
    to: addDays(request.date, 1),
    limit: MAX_NAMED,
  });
  return page.items
    .filter(({ value }) => value.status !== 'withdrawn')
    .map(({ value }) => ({
      code: value.code,
      date: value.date,
      forms: value.report.forms,
      total: value.report.total,
    }));
};
