import { higherRole } from '../../domain/effect.ts';
import { changeRecord } from '../change-record.ts';
import { openRequestsOf } from '../seats/open-requests.ts';
import { type ApplyEffect, personOf } from './effect-context.ts';

/**
 * No free roster row: the wish waits for the officer. Until then the person has no seat. Who asks again while they wait
 * has one wish still: under the name given last, for the higher of both seats.
 */
export const applyRequestSeat: ApplyEffect<'request-seat'> = async (effect, context, deps) => {
  const { type: _type, personName, ...seat } = effect;
  const { seatRequests } = deps.stores;
  for (const { id, value } of await openRequestsOf([personOf(context)], deps.stores)) {
    if (id === context.effectId || value.teamId !== seat.teamId) continue;
    const stored = await changeRecord(seatRequests, id, (old) =>
      old.state === 'open' ? { ...old, name: personName, role: higherRole(old.role, seat.role) } : null,
    );
    if (stored?.value.state === 'open') return;
  }
  await deps.stores.seatRequests.insertIfAbsent(context.effectId, {
    ...seat,
    name: personName,
    personId: personOf(context),
    atMs: deps.clock.businessNow(),
    state: 'open',
  });
};
