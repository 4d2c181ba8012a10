import { type FreeRow, seatOfName } from '../../domain/seat-of-name.ts';
import { fold } from '../../vi/fold.ts';
import { allRecords } from '../change-record.ts';
import type { LoadFact } from './fact-context.ts';

/** Looks a plain member's free seat up by the name that the person gives: nobody is shown the names of a team. */
export const loadSeatByName: LoadFact<'seat-by-name'> = async ({ teamId, personName }, _context, deps) => {
  const rows: FreeRow[] = [];
  for await (const { id, value } of allRecords(deps.stores.members, { index: 'byTeam', equals: [teamId] })) {
    if (value.active && value.claimedBy === null && value.role === 'member') {
      rows.push({ memberId: id, name: value.name, foldedName: value.foldedName });
    }
  }
  return seatOfName(fold(personName), rows);
};
