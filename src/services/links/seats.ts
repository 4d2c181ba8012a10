import { higherRole } from '../../domain/effect.ts';
import { type Membership, membershipId } from '../../domain/records/person.ts';
import { allRecords } from '../change-record.ts';
import type { Stores } from '../stores.ts';
import { peopleOf } from './linked-people.ts';

type SeatStores = Pick<Stores, 'personLinks' | 'memberships'>;

/**
 * The seats that a human has now, whichever of their chats they came about in. Two seats in one team are the higher one.
 */
export async function seatsOf(personId: string, stores: SeatStores): Promise<Membership[]> {
  const byTeam = new Map<string, Membership>();
  for (const id of await peopleOf(personId, stores)) {
    for await (const { value } of allRecords(stores.memberships, { index: 'byPerson', equals: [id] })) {
      if (value.endedAtMs !== null) continue;
      byTeam.set(value.teamId, higherSeat(byTeam.get(value.teamId), value));
    }
  }
  return [...byTeam.values()];
}

/** The seat that a human has now in one team; null for none. */
export async function seatIn(
  teamId: string,
  personId: string,
  stores: SeatStores,
): Promise<Membership | null> {
  let seat: Membership | undefined;
  for (const id of await peopleOf(personId, stores)) {
    const found = (await stores.memberships.get(membershipId(teamId, id)))?.value;
    if (found && found.endedAtMs === null) seat = higherSeat(seat, found);
  }
  return seat ?? null;
}

function higherSeat(one: Membership | undefined, other: Membership): Membership {
  return one && higherRole(one.role, other.role) === one.role ? one : other;
}
