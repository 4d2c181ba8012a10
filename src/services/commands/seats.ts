import { z } from 'zod';
import { approveSeat, refuseSeat, seatRequests } from '../seats/seat-requests.ts';
import { command } from './command.ts';
import { typedReason } from './typed.ts';

/** People with a right code whom the roster does not know. */
export const seatList = command({
  name: 'seat-list',
  input: z.object({}),
  audit: null,
  async run(_input, deps) {
    const open = await seatRequests('open', deps);
    return { seats: open.map(({ ref, request: { teamId, role, name } }) => ({ ref, teamId, role, name })) };
  },
});

export const seatApprove = command({
  name: 'seat-approve',
  input: z.object({ ref: z.string() }),
  audit: ({ ref }) => ({ action: 'seat.approve', target: ref }),
  async run({ ref }, deps) {
    const { request } = await approveSeat(ref, `command:${deps.ids.next()}`, deps);
    return { teamId: request.teamId };
  },
});

export const seatRefuse = command({
  name: 'seat-refuse',
  input: z.object({ ref: z.string(), reason: typedReason }),
  audit: ({ ref }) => ({ action: 'seat.refuse', target: ref }),
  async run({ ref, reason }, deps) {
    const { request } = await refuseSeat(ref, reason, deps);
    return { teamId: request.teamId };
  },
});
