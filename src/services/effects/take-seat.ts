import { higherRole, type TeamRole } from '../../domain/effect.ts';
import { membershipId, type SeatRequest } from '../../domain/records/person.ts';
import { changeRecord } from '../change-record.ts';
import { openRequestsOf } from '../seats/open-requests.ts';
import { type ApplyEffect, type EffectContext, type EffectDeps, personOf } from './effect-context.ts';
import { applyRequestSeat } from './request-seat.ts';
import { applySend } from './send.ts';

const SEAT_LOST =
  'Chỗ này vừa có người khác nhận. Em đã chuyển yêu cầu của anh/chị tới cán bộ Hội để xem giúp ạ.';

/**
 * Takes a seat in a team. Every seat is a row of the roster; if somebody else was faster, or the effect is of a time
 * when plain members had none, the wish waits for the officer and the person is told.
 */
export const applyTakeSeat: ApplyEffect<'take-seat'> = async (effect, context, deps) => {
  const personId = personOf(context);
  if (effect.memberId === null || !(await claimRow(effect.memberId, personId, context, deps))) {
    const { teamId, role, personName } = effect;
    await applyRequestSeat({ type: 'request-seat', teamId, role, personName }, context, deps);
    await applySend({ type: 'send', message: { text: SEAT_LOST } }, context, deps);
    return;
  }
  await seatPerson({ ...effect, personId, effectId: context.effectId }, deps);
  await settleWishes(effect, personId, deps);
};

/** Who waited and then found their row needs no officer any more. */
async function settleWishes(
  { teamId, role }: Pick<Seat, 'teamId' | 'role'>,
  personId: string,
  { stores }: EffectDeps,
): Promise<void> {
  for (const { id } of await openRequestsOf([personId], stores)) {
    await changeRecord(stores.seatRequests, id, (old): SeatRequest | null =>
      old.teamId === teamId && old.state === 'open' && higherRole(role, old.role) === role
        ? { ...old, state: 'approved' }
        : null,
    );
  }
}

async function claimRow(
  memberId: string,
  personId: string,
  context: EffectContext,
  deps: EffectDeps,
): Promise<boolean> {
  const row = await changeRecord(deps.stores.members, memberId, (member) =>
    member.claimedBy === null && member.active
      ? { ...member, claimedBy: personId, claimedByEffect: context.effectId }
      : null,
  );
  return row?.value.claimedBy === personId;
}

export interface Seat {
  teamId: string;
  personId: string;
  role: TeamRole;
  memberId: string | null;
  personName: string;
  effectId: string;
}

/** Writes the membership; a person who is already in the team keeps the higher role. */
export async function seatPerson(seat: Seat, deps: Pick<EffectDeps, 'stores' | 'clock'>): Promise<void> {
  const id = membershipId(seat.teamId, seat.personId);
  const { personName: name, ...fields } = seat;
  const membership = { ...fields, name, sinceMs: deps.clock.businessNow(), endedAtMs: null };
  const isNew = await deps.stores.memberships.insertIfAbsent(id, membership);
  if (!isNew) {
    await changeRecord(deps.stores.memberships, id, (old) =>
      old.effectId === seat.effectId ||
      (old.endedAtMs === null && higherRole(old.role, seat.role) === old.role)
        ? null
        : { ...membership, sinceMs: old.sinceMs },
    );
  }
  await changeRecord(deps.stores.people, seat.personId, (person) =>
    person.name === name ? null : { ...person, name },
  );
}
