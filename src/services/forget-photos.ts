import { localTime, startOfDayMs } from '../domain/calendar.ts';
import { type DraftMedia, sessionIdOf } from '../domain/records/session.ts';
import type { Clock } from '../lib/clock.ts';
import { Day } from '../lib/duration.ts';
import type { Blobs } from '../storage/storage.ts';
import { allRecords, changeRecord } from './change-record.ts';
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

/** The year of a session may be corrected and a photo be published, so each is looked at so often. */
const LOOK_EVERY_MS = 30 * Day.ms;

/**
 * Photos and recordings that nobody published go with their bytes, so many whole years after the year of their session.
 * Each is looked at once a month, and when its time is over.
 *
 * @returns how many went.
 */
export async function forgetPhotos(deps: ForgetPhotosDeps): Promise<number> {
  const { stores, clock } = deps;
  let gone = 0;
  for (const query of [{ equals: [null] }, { to: clock.businessNow() + 1 }]) {
    for await (const { id, value } of allRecords(stores.draftMedia, { index: 'byLook', ...query })) {
      // On their way, or let go: others take care of them.
      if (value.state !== 'kept' && value.state !== 'failed') continue;
      if (await isOver(value, deps)) {
        await eraseMedia(id, value, deps);
        gone++;
      } else {
        const lookAgainAtMs = await nextLookMs(value, deps);
        await changeRecord(stores.draftMedia, id, (old) => ({ ...old, lookAgainAtMs }));
      }
    }
  }
  return gone;
}

async function isOver(media: DraftMedia, deps: ForgetPhotosDeps): Promise<boolean> {
  if (media.publication === 'published') return false;
  return (await lastMs(media, deps)) <= deps.clock.businessNow();
}

/** The first moment after the years in which the photo may be kept. */
async function lastMs(
  media: DraftMedia,
  { stores, timeZone, photoYears }: ForgetPhotosDeps,
): Promise<number> {
  const ownYear = Number(localTime(media.atMs, timeZone).date.slice(0, 4));
  const year = (await sessionYear(media, stores)) ?? ownYear;
  return startOfDayMs(`${year + photoYears + 1}-01-01`, timeZone);
}

async function nextLookMs(media: DraftMedia, deps: ForgetPhotosDeps): Promise<number> {
  const monthMs = deps.clock.businessNow() + LOOK_EVERY_MS;
  return media.publication === 'published' ? monthMs : Math.min(monthMs, await lastMs(media, deps));
}

/** The plan year that the photo belongs to; null while its report is not sent. */
async function sessionYear(media: DraftMedia, stores: ForgetPhotosDeps['stores']): Promise<number | null> {
  const session = await stores.sessions.get(sessionIdOf(media.draftId));
  return session && Number(session.value.date.slice(0, 4));
}
