import { z } from 'zod';
import { line, teamRole } from '../../../services/input-fields.ts';
import {
  approveSeat,
  type OpenSeat,
  refuseSeat,
  seatRequestOf,
  seatRequests,
} from '../../../services/seats/seat-requests.ts';
import { teamOf } from '../../../services/teams/find-team.ts';
import { mayWrite } from '../caller.ts';
import { type ApiDeps, apiRoute, writeRoute } from '../route.ts';

const settled = z.object({ ref: z.string(), teamId: z.string(), role: teamRole, state: z.string() });

const request = settled.extend({ name: z.string(), atMs: z.number() });

const plain = ({ ref, request: { teamId, role, state, name, atMs } }: OpenSeat) => ({
  ref,
  teamId,
  role,
  state,
  name,
  atMs,
});

const communeOf = async ({ params }: { params: { ref: string } }, deps: ApiDeps) => {
  const { request: asked } = await seatRequestOf(params.ref, deps);
  return [(await teamOf(asked.teamId, deps.stores)).communeId];
};

export const listSeatRequests = apiRoute({
  method: 'get',
  path: '/seat-requests',
  scope: 'read:seats',
  summary: 'People with a right code whom the roster does not know: they wait for a yes or no',
  params: z.object({}),
  query: z.object({ state: z.enum(['open', 'approved', 'refused']).default('open') }),
  response: z.object({ items: z.array(request) }),
  async handle({ query }, caller, deps) {
    const items = [];
    for (const seat of await seatRequests(query.state, deps)) {
      const team = (await deps.stores.teams.get(seat.request.teamId))?.value;
      if (team && mayWrite(caller, [team.communeId])) items.push(plain(seat));
    }
    return { items };
  },
});

export const postSeatApprove = writeRoute({
  method: 'post',
  path: '/seat-requests/:ref/approve',
  scope: 'write:seats',
  summary: 'Gives the seat; the person is told in the chat',
  params: z.object({ ref: z.string() }),
  body: z.strictObject({}),
  response: settled,
  target: communeOf,
  audit: ({ params }) => ({ action: 'seat.approve', target: params.ref }),
  handle: async ({ params, effectId }, _caller, deps) => plain(await approveSeat(params.ref, effectId, deps)),
});

export const postSeatRefuse = writeRoute({
  method: 'post',
  path: '/seat-requests/:ref/refuse',
  scope: 'write:seats',
  summary: 'Declines; the person is told the reason in the chat',
  params: z.object({ ref: z.string() }),
  body: z.strictObject({ reason: line(300) }),
  response: settled,
  target: communeOf,
  audit: ({ params }) => ({ action: 'seat.refuse', target: params.ref }),
  handle: async ({ params, body }, _caller, deps) => plain(await refuseSeat(params.ref, body.reason, deps)),
});
