import type { SeatRequest } from '../../domain/records/person.ts';
import type { Stored } from '../../storage/records.ts';
import { allRecords } from '../change-record.ts';
import type { Stores } from '../stores.ts';

/** What a human waits for, in whichever of their chats they asked; oldest first. */
export async function openRequestsOf(
  people: readonly string[],
  { seatRequests }: Pick<Stores, 'seatRequests'>,
): Promise<Stored<SeatRequest>[]> {
  const open: Stored<SeatRequest>[] = [];
  for (const id of people) {
    for await (const found of allRecords(seatRequests, { index: 'byPerson', equals: [id] }))
      if (found.value.state === 'open') open.push(found);
  }
  return open.sort((a, b) => a.value.atMs - b.value.atMs);
}
