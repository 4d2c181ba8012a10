import { z } from 'zod';
import type { Member } from '../../../domain/records/team.ts';
import { line, teamId, teamRole } from '../../../services/input-fields.ts';
import { teamOf } from '../../../services/teams/find-team.ts';
import { addMember, removeMember, updateMember } from '../../../services/teams/put-member.ts';
import type { ApiDeps } from '../route.ts';
import { writeRoute } from '../route.ts';
import { done, phone } from './fields.ts';

/** Without the name: an answer may be kept for a day under its `Idempotency-Key`. */
const memberAnswer = z.object({
  id: z.string(),
  teamId: z.string(),
  role: teamRole,
  active: z.boolean(),
  claimed: z.boolean().describe('Somebody took this seat in the chat.'),
});

const answerOf = (member: Member) => ({ ...member, claimed: member.claimedBy !== null });

const communeOf = async ({ params }: { params: { id: string } }, { stores }: ApiDeps) => [
  (await teamOf(params.id, stores)).communeId,
];

export const postMember = writeRoute({
  method: 'post',
  path: '/teams/:id/members',
  scope: 'write:teams',
  summary: 'A new row of the roster: whoever is on it can take a seat with the join code',
  params: z.object({ id: teamId }),
  body: z.strictObject({ name: line(80), role: teamRole, phone: phone.nullable().default(null) }),
  response: memberAnswer,
  target: communeOf,
  audit: ({ params, body }) => ({ action: 'member.add', target: params.id, change: { role: body.role } }),
  handle: async ({ params, body }, _caller, deps) => answerOf(await addMember(params.id, body, deps)),
});

const memberParams = z.object({ id: teamId, memberId: z.string() });

export const patchMember = writeRoute({
  method: 'patch',
  path: '/teams/:id/members/:memberId',
  scope: 'write:teams',
  summary: 'Changes role or telephone number of a roster row; a name that is wrong is removed and added anew',
  params: memberParams,
  body: z.strictObject({ role: teamRole.optional(), phone: phone.nullable().optional() }),
  response: memberAnswer,
  target: communeOf,
  audit: ({ params, body }) => ({
    action: 'member.update',
    target: `${params.id} ${params.memberId}`,
    change: { fields: Object.keys(body).sort().join(' '), role: body.role ?? null },
  }),
  handle: async ({ params, body }, _caller, deps) =>
    answerOf(await updateMember(params.id, params.memberId, body, deps)),
});

export const deleteMember = writeRoute({
  method: 'delete',
  path: '/teams/:id/members/:memberId',
  scope: 'write:teams',
  summary: 'Sets a roster row aside and ends the seat taken on it',
  params: memberParams,
  body: z.strictObject({}),
  response: done,
  target: communeOf,
  audit: ({ params }) => ({ action: 'member.remove', target: `${params.id} ${params.memberId}` }),
  async handle({ params }, _caller, deps) {
    await removeMember(params.id, params.memberId, deps);
    return { done: true as const };
  },
});
