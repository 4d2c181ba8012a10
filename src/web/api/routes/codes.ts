import { z } from 'zod';
import { normaliseJoinCode } from '../../../domain/records/join-code.ts';
import { allRecords } from '../../../services/change-record.ts';
import { teamId } from '../../../services/input-fields.ts';
import { renewJoinCode, revokeJoinCode } from '../../../services/join-codes.ts';
import { Refused } from '../../../services/refused.ts';
import { activeTeamOf, teamOf } from '../../../services/teams/find-team.ts';
import { ApiError } from '../api-errors.ts';
import { mayWrite } from '../caller.ts';
import { apiRoute, writeRoute } from '../route.ts';
import { done } from './fields.ts';

const kind = z.enum(['reporter', 'member']);

const joinCode = z.object({ code: z.string(), kind, createdAtMs: z.number() });

export const listCodes = apiRoute({
  method: 'get',
  path: '/teams/:id/codes',
  scope: 'read:codes',
  summary: 'The join codes in force of one team',
  params: z.object({ id: teamId }),
  query: z.object({}),
  response: z.object({ items: z.array(joinCode) }),
  async handle({ params }, caller, { stores }) {
    const team = await teamOf(params.id, stores);
    if (!mayWrite(caller, [team.communeId])) throw new ApiError('not-found');
    const items = [];
    for await (const { value } of allRecords(stores.joinCodes, { index: 'byTeam', equals: [team.id] })) {
      if (value.revokedAtMs === null) items.push(value);
    }
    return { items };
  },
});

export const postCode = writeRoute({
  method: 'post',
  path: '/teams/:id/codes',
  scope: 'write:codes',
  summary: 'A new join code in the place of the old one, which opens nothing any more',
  params: z.object({ id: teamId }),
  body: z.strictObject({ kind }),
  response: z.object({ code: z.string(), kind }),
  target: async ({ params }, { stores }) => [(await teamOf(params.id, stores)).communeId],
  audit: ({ params, body }) => ({ action: 'code.issue', target: params.id, change: { kind: body.kind } }),
  async handle({ params, body, effectId }, _caller, deps) {
    await activeTeamOf(params.id, deps.stores);
    return { code: await renewJoinCode(params.id, body.kind, effectId, deps), kind: body.kind };
  },
});

export const deleteCode = writeRoute({
  method: 'delete',
  path: '/codes/:code',
  scope: 'write:codes',
  summary: 'Takes a join code out of force',
  params: z.object({ code: z.string().transform(normaliseJoinCode) }),
  body: z.strictObject({}),
  response: done,
  async target({ params }, { stores }) {
    const code = (await stores.joinCodes.get(params.code))?.value;
    if (!code) throw new Refused('code-unknown');
    return [(await teamOf(code.teamId, stores)).communeId];
  },
  // The code itself is a key: the record tells only its beginning.
  audit: ({ params }) => ({ action: 'code.revoke', target: `${params.code.slice(0, 3)}…` }),
  async handle({ params }, _caller, deps) {
    await revokeJoinCode(params.code, deps);
    return { done: true as const };
  },
});
