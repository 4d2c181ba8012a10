import { addDays, localTime } from '../../domain/calendar.ts';
import { MAX_PUSHES_A_WEEK } from '../../domain/push-hours.ts';
import { pushSlotId } from '../../domain/records/notice.ts';
import type { Clock } from '../../lib/clock.ts';
import { peopleOf } from '../links/linked-people.ts';
import type { Stores } from '../stores.ts';

const WEEK_DAYS = 7;

export interface PushSlotDeps {
  stores: Pick<Stores, 'pushSlots' | 'personLinks'>;
  clock: Clock;
  timeZone: string;
}

/**
 * Takes today's one push to this person. Every push asks here, whatever it is: notices, reminders, broadcasts.
 *
 * @param takenBy - Id of the notice or delivery; asking again with the same one is granted again.
 */
export async function takePushSlot(
  personId: string,
  takenBy: string,
  { stores, clock, timeZone }: PushSlotDeps,
): Promise<'taken' | 'day-full' | 'week-full'> {
  const nowMs = clock.businessNow();
  const day = localTime(nowMs, timeZone).date;
  // One human's limits, in whichever chat the pushes come; the slot itself is one record, so that it is taken once.
  const people = (await peopleOf(personId, stores)).sort();
  const [slotOwner = personId] = people;
  let week = 0;
  for (const id of people) {
    const taken = await stores.pushSlots.get(pushSlotId(id, day));
    if (taken) return taken.value.takenBy === takenBy ? 'taken' : 'day-full';
    const from = addDays(day, 1 - WEEK_DAYS);
    week += await stores.pushSlots.count({ index: 'byPerson', equals: [id], from });
  }
  if (week >= MAX_PUSHES_A_WEEK) return 'week-full';
  const slot = { personId: slotOwner, day, takenBy, atMs: nowMs };
  return (await stores.pushSlots.insertIfAbsent(pushSlotId(slotOwner, day), slot)) ? 'taken' : 'day-full';
}
