import { z } from 'zod';
import { addDays } from '../../../domain/calendar.ts';
import { type DraftMedia, type Session, sessionSchema } from '../../../domain/records/session.ts';
import { reportCodeOf } from '../../../domain/report-code.ts';
import { allRecords } from '../../../services/change-record.ts';
import { day } from '../../../services/input-fields.ts';
import { ApiError } from '../api-errors.ts';
import { pageOf, pagingOf, pagingQuery } from '../paging.ts';
import { type ApiDeps, apiRoute, type Caller } from '../route.ts';

const session = sessionSchema.omit({ draftId: true, effectId: true, reporterId: true });

const photo = z.object({
  kind: z.enum(['image', 'audio', 'video']),
  state: z.enum(['fetching', 'kept', 'failed', 'dropped']),
  publication: z.enum(['internal', 'may_publish', 'published']),
  heard: z.boolean().nullable(),
  sizeBytes: z.number().nullable(),
});

export const listSessions = apiRoute({
  method: 'get',
  path: '/sessions',
  scope: 'read:sessions',
  summary: 'Reported sessions by their own date, of the network, a commune or a team',
  params: z.object({}),
  query: z.object({
    teamId: z.string().optional(),
    communeId: z.string().optional(),
    from: day.optional().describe('First day.'),
    to: day.optional().describe('Last day.'),
    ...pagingQuery,
  }),
  response: pageOf(session),
  async handle({ query }, caller, { stores }) {
    const { teamId, communeId, from, to } = query;
    const selection = teamId
      ? { index: 'byTeam', equals: [teamId] }
      : communeId
        ? { index: 'byCommune', equals: [communeId] }
        : { index: 'byDate' };
    const bounds = { ...(from ? { from } : {}), ...(to ? { to: addDays(to, 1) } : {}) };
    const page = await stores.sessions.find({ ...selection, ...bounds, ...pagingOf(query) });
    const sessions = page.items.map(({ value }) => value).filter((value) => maySee(value, caller));
    return { items: sessions, cursor: page.cursor };
  },
});

export const getSession = apiRoute({
  method: 'get',
  path: '/sessions/:code',
  scope: 'read:sessions',
  summary: 'One reported session by its code (BC-0412), with the state of its photos',
  params: z.object({ code: z.string() }),
  query: z.object({}),
  response: session.extend({ media: z.array(photo) }),
  async handle({ params }, caller, { stores }) {
    const page = await stores.sessions.find({
      index: 'byCode',
      equals: [reportCodeOf(params.code)],
      limit: 1,
    });
    const found = page.items[0]?.value;
    if (!found || !maySee(found, caller)) throw new ApiError('not-found');
    return { ...found, media: await mediaOf(found, stores) };
  },
});

function maySee(value: Session, caller: Caller): boolean {
  return caller.communeIds?.includes(value.communeId) ?? true;
}

async function mediaOf({ draftId }: Session, stores: ApiDeps['stores']): Promise<DraftMedia[]> {
  const media: DraftMedia[] = [];
  for await (const { value } of allRecords(stores.draftMedia, { index: 'byDraft', equals: [draftId] }))
    media.push(value);
  return media;
}
