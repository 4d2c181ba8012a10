import { z } from 'zod';
import { memberSchema, teamSchema } from '../../../domain/records/team.ts';
import { allRecords } from '../../../services/change-record.ts';
import { ApiError } from '../api-errors.ts';
import { pageOf, pagingOf, pagingQuery } from '../paging.ts';
import { apiRoute } from '../route.ts';

const member = memberSchema
  .pick({ id: true, name: true, role: true, active: true })
  .extend({ claimed: z.boolean().describe('Somebody took this seat in the chat.') });

export const listTeams = apiRoute({
  method: 'get',
  path: '/teams',
  scope: 'read:teams',
  summary: 'Teams, of the whole network or of one commune',
  params: z.object({}),
  query: z.object({ communeId: z.string().optional(), ...pagingQuery }),
  response: pageOf(teamSchema),
  async handle({ query }, caller, { stores }) {
    const { communeId } = query;
    if (communeId && caller.communeIds && !caller.communeIds.includes(communeId))
      throw new ApiError('not-found');
    const selection = communeId ? { index: 'byCommune', equals: [communeId] } : { index: 'id' };
    const page = await stores.teams.find({ ...selection, ...pagingOf(query) });
    const teams = page.items.map(({ value }) => value);
    const visible = teams.filter((team) => caller.communeIds?.includes(team.communeId) ?? true);
    return { items: visible, cursor: page.cursor };
  },
});

export const getTeam = apiRoute({
  method: 'get',
  path: '/teams/:id',
  scope: 'read:teams',
  summary: 'One team with its roster',
  params: z.object({ id: z.string() }),
  query: z.object({}),
  response: teamSchema.extend({ members: z.array(member) }),
  async handle({ params }, caller, { stores }) {
    const team = (await stores.teams.get(params.id))?.value;
    if (!team || !(caller.communeIds?.includes(team.communeId) ?? true)) throw new ApiError('not-found');
    const members = [];
    for await (const { value } of allRecords(stores.members, { index: 'byTeam', equals: [team.id] })) {
      members.push({ ...value, claimed: value.claimedBy !== null });
    }
    return { ...team, members };
  },
});
