import type { RawAppId } from './read-item.ts';

/** The inbox of Business Suite, as two documents print it (platform dossier §1.5). */
const PAGE_INBOX_IDS: readonly string[] = ['26390203743090', '263902037430900'];

/** Whether an app id of an event is ours. One that came as a number is compared as far as a number goes. */
export function isOurApp(appId: RawAppId, ourAppId: string): boolean {
  return typeof appId === 'number' ? appId === Number(ourAppId) : appId === ourAppId;
}

/** Whether a message without our app behind it was written by a human in the Page's inbox. */
export function isInbox(appId: RawAppId): boolean {
  return appId === undefined || appId === null || PAGE_INBOX_IDS.includes(String(appId));
}
