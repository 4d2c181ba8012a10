import { z } from 'zod';
import { teamSchema } from '../../../domain/records/team.ts';
import { day, line, teamId } from '../../../services/input-fields.ts';
import { createTeam } from '../../../services/teams/create-team.ts';
import { teamOf } from '../../../services/teams/find-team.ts';
import { mergeTeams } from '../../../services/teams/merge-teams.ts';
import { updateTeam } from '../../../services/teams/update-team.ts';
import { withdrawTeam } from '../../../services/teams/withdraw-team.ts';
import { communeIdOf } from '../../../services/units/resolve-commune.ts';
import { writeRoute } from '../route.ts';

const villages = z.array(line(100)).min(1).max(20);

export const postTeam = writeRoute({
  method: 'post',
  path: '/teams',
  scope: 'write:teams',
  summary: 'A new team, with its villages and two join codes',
  params: z.object({}),
  body: z.strictObject({
    id: teamId,
    name: line(200).nullable().default(null).describe('Null: “Tổ truyền thông” and the first village.'),
    commune: line(100).describe(
      'Id, code or name of the commune; names of before 1 July 2025 are understood.',
    ),
    villages,
    foundedOn: day.nullable().default(null),
    decisionNumber: line(100).nullable().default(null),
  }),
  response: teamSchema,
  target: async ({ body }, { stores }) => [await communeIdOf(body.commune, stores)],
  audit: ({ body }) => ({
    action: 'team.create',
    target: body.id,
    change: { commune: body.commune, villages: body.villages.length, foundedOn: body.foundedOn },
  }),
  handle: ({ body }, _caller, deps) => createTeam(body, deps),
});

export const patchTeam = writeRoute({
  method: 'patch',
  path: '/teams/:id',
  scope: 'write:teams',
  summary: 'Changes what is given of a team and leaves the rest',
  params: z.object({ id: teamId }),
  body: z.strictObject({
    name: line(200).optional(),
    villages: villages.optional(),
    foundedOn: day.nullable().optional(),
    decisionNumber: line(100).nullable().optional(),
  }),
  response: teamSchema,
  target: async ({ params }, { stores }) => [(await teamOf(params.id, stores)).communeId],
  audit: ({ params, body }) => ({
    action: 'team.update',
    target: params.id,
    change: { fields: Object.keys(body).sort().join(' ') },
  }),
  handle: ({ params, body }, _caller, deps) => updateTeam(params.id, body, deps),
});

export const postTeamWithdraw = writeRoute({
  method: 'post',
  path: '/teams/:id/withdraw',
  scope: 'write:teams',
  summary: 'Ends a team; its history stays',
  params: z.object({ id: teamId }),
  body: z.strictObject({ on: day.describe('First day without the team.') }),
  response: teamSchema,
  target: async ({ params }, { stores }) => [(await teamOf(params.id, stores)).communeId],
  audit: ({ params, body }) => ({ action: 'team.withdraw', target: params.id, change: { on: body.on } }),
  handle: ({ params, body }, _caller, deps) => withdrawTeam(params.id, body.on, null, deps),
});

export const postTeamMerge = writeRoute({
  method: 'post',
  path: '/teams/:id/merge',
  scope: 'write:teams',
  summary: 'Lets a team go on as part of another: roster and seats move, its reports stay its own',
  params: z.object({ id: teamId }),
  body: z.strictObject({ into: teamId, on: day.describe('First day without the team that goes.') }),
  response: teamSchema.describe('The team that goes on.'),
  target: async ({ params, body }, { stores }) => [
    (await teamOf(params.id, stores)).communeId,
    (await teamOf(body.into, stores)).communeId,
  ],
  audit: ({ params, body }) => ({
    action: 'team.merge',
    target: params.id,
    change: { into: body.into, on: body.on },
  }),
  handle: ({ params, body, effectId }, _caller, deps) =>
    mergeTeams({ from: params.id, into: body.into, on: body.on, effectId }, deps),
});
