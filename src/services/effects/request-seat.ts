import { type ApplyEffect, personOf } from './effect-context.ts';

/** No free roster row: the wish waits for the officer. Until then the person has no seat. */
export const applyRequestSeat: ApplyEffect<'request-seat'> = async (effect, context, deps) => {
  const { type: _type, personName, ...seat } = effect;
  await deps.stores.seatRequests.insertIfAbsent(context.effectId, {
    ...seat,
    name: personName,
    personId: personOf(context),
    atMs: deps.clock.businessNow(),
    state: 'open',
  });
};
