import { z } from 'zod';
import { reportTrailSchema } from '../../../domain/records/report-trail.ts';
import { ApiError } from '../api-errors.ts';
import { apiRoute } from '../route.ts';

export const getSessionTrail = apiRoute({
  method: 'get',
  path: '/sessions/:code/trail',
  scope: 'read:sessions',
  summary: 'Which message gave each value of a report when it was sent; gone after RETAIN_CHAT_DAYS',
  params: z.object({ code: z.string() }),
  query: z.object({}),
  response: reportTrailSchema,
  async handle({ params }, { communeIds }, { stores }) {
    const page = await stores.sessions.find({ index: 'byCode', equals: [params.code], limit: 1 });
    const found = page.items[0];
    const maySee = found && (communeIds?.includes(found.value.communeId) ?? true);
    const trail = maySee ? await stores.reportTrails.get(found.id) : null;
    if (!trail) throw new ApiError('not-found');
    return trail.value;
  },
});
