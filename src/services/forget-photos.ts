import { localTime } from '../domain/calendar.ts';
import { type DraftMedia, sessionIdOf } from '../domain/records/session.ts';
import type { Clock } from '../lib/clock.ts';
import type { Blobs } from '../storage/storage.ts';
import { allRecords } from './change-record.ts';
import { eraseMedia } from './erase/erase-media.ts';
import type { Stores } from './stores.ts';

export interface ForgetPhotosDeps {
  stores: Pick<Stores, 'draftMedia' | 'sessions'>;
  blobs: Pick<Blobs, 'remove'>;
  clock: Clock;
  timeZone: string;
  /** Whole years after the year of the session. */
  photoYears: number;
}

/**
 * Photos and recordings that nobody published go with their bytes, so many whole years after the year of their session.
 * @returns how many went.
 */
export async function forgetPhotos(deps: ForgetPhotosDeps): Promise<number> {
  const { stores, clock, timeZone, photoYears } = deps;
  const yearOf = (ms: number) => Number(localTime(ms, timeZone).date.slice(0, 4));
  const lastYearToGo = yearOf(clock.businessNow()) - photoYears - 1;
  let gone = 0;
  for (const state of ['kept', 'failed'] as const) {
    for await (const { id, value } of allRecords(stores.draftMedia, { index: 'byState', equals: [state] })) {
      if (value.publication === 'published') continue;
      const year = (await sessionYear(value, stores)) ?? yearOf(value.atMs);
      if (year > lastYearToGo) continue;
      await eraseMedia(id, value, deps);
      gone++;
    }
  }
  return gone;
}

/** The plan year that the photo belongs to; null while its report is not sent. */
async function sessionYear(media: DraftMedia, stores: ForgetPhotosDeps['stores']): Promise<number | null> {
  const session = await stores.sessions.get(sessionIdOf(media.draftId));
  return session && Number(session.value.date.slice(0, 4));
}
