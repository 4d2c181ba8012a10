import { addDays, localTime } from '../../domain/calendar.ts';
import { MAX_PUSHES_A_WEEK } from '../../domain/push-hours.ts';
import { pushSlotId } from '../../domain/records/notice.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Stores } from '../stores.ts';

const WEEK_DAYS = 7;

export interface PushSlotDeps {
  stores: Pick<Stores, 'pushSlots'>;
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
  const own = await stores.pushSlots.get(pushSlotId(personId, day));
  if (own) return own.value.takenBy === takenBy ? 'taken' : 'day-full';
  const week = await stores.pushSlots.count({
    index: 'byPerson',
    equals: [personId],
    from: addDays(day, 1 - WEEK_DAYS),
  });
  if (week >= MAX_PUSHES_A_WEEK) return 'week-full';
  const slot = { personId, day, takenBy, atMs: nowMs };
  return (await stores.pushSlots.insertIfAbsent(pushSlotId(personId, day), slot)) ? 'taken' : 'day-full';
}
