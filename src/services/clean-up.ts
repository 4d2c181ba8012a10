import { addYears } from '../domain/calendar.ts';
import type { Clock } from '../lib/clock.ts';
import { Day } from '../lib/duration.ts';
import type { Ids } from '../lib/ids.ts';
import type { Conversations } from '../storage/conversations.ts';
import type { InboxAdmin } from '../storage/inbox.ts';
import type { OutboxAdmin } from '../storage/outbox.ts';
import type { Records } from '../storage/records.ts';
import type { Blobs } from '../storage/storage.ts';
import { forgetOldAudit } from './audit/forget.ts';
import { forgetDrafts } from './forget-drafts.ts';
import { forgetPhotos } from './forget-photos.ts';
import type { Stores } from './stores.ts';

/** Event keys are remembered so long, so that a late redelivery starts nothing (DESIGN.md §3). */
const EVENT_KEY_LIFE_MS = 30 * Day.ms;

/** Settled outbox rows (without their text) are kept so long for the ledger of sends. */
const OUTBOX_LIFE_MS = 30 * Day.ms;

/** Wrong join codes matter for an hour; a day is plenty. */
const JOIN_ATTEMPT_LIFE_MS = 1 * Day.ms;

/** Platforms forget uploads after 7 and 90 days (both dossiers). */
const UPLOAD_LIFE_MS = 90 * Day.ms;

/** Programs that repeat a request do it within minutes; the API promises a day. */
const IDEMPOTENCY_LIFE_MS = 1 * Day.ms;

/** A notice is told or stale long before. */
const NOTICE_LIFE_MS = 30 * Day.ms;

/** Pushes are counted over seven days. */
const PUSH_SLOT_LIFE_MS = 8 * Day.ms;

/** No platform delivers a webhook again after so long; the hashes tell nothing about anybody. */
const TOMBSTONE_LIFE_MS = 365 * Day.ms;

/** Rows removed at once, so that the database is never held for long. */
const BATCH = 500;

export interface CleanUpDeps {
  inbox: InboxAdmin;
  outbox: OutboxAdmin;
  stores: Pick<
    Stores,
    | 'joinAttempts'
    | 'linkCodes'
    | 'uploads'
    | 'draftMedia'
    | 'sessions'
    | 'consents'
    | 'reportTrails'
    | 'idempotentRequests'
    | 'audit'
    | 'auditAnchors'
    | 'notices'
    | 'pushSlots'
    | 'tombstones'
  >;
  blobs: Blobs;
  clock: Clock;
  secretKey: string;
  /** How long the record of who changed what is kept. */
  auditYears: number;
  /** Whole years after the year of the session. */
  photoYears: number;
  /** How long the proof of a consent is kept after it ended. */
  consentYears: number;
  timeZone: string;
  /** How long it is kept which messages led to a report. */
  chatDays: number;
  /** How long a form that nobody finished is kept. */
  draftDays: number;
  conversations: Conversations;
  ids: Ids;
  /** Leaves nothing of what was removed in the engine's own files. */
  scrub?(): Promise<void>;
}

/** Removes what has had its time. Repeatable: what is left over goes the next time. */
export function createCleanUp(deps: CleanUpDeps): () => Promise<void> {
  return async () => {
    const systemMs = deps.clock.systemNow();
    const businessMs = deps.clock.businessNow();
    await untilEmpty(() => deps.inbox.forgetDone(systemMs - EVENT_KEY_LIFE_MS, BATCH));
    await untilEmpty(() => deps.outbox.forgetSettled(systemMs - OUTBOX_LIFE_MS, BATCH));
    await removeOlder(deps.stores.joinAttempts, 'byTime', businessMs - JOIN_ATTEMPT_LIFE_MS);
    await removeOlder(deps.stores.linkCodes, 'byExpiry', businessMs);
    await removeOlder(deps.stores.uploads, 'byAge', systemMs - UPLOAD_LIFE_MS);
    await removeOlder(deps.stores.idempotentRequests, 'byAge', systemMs - IDEMPOTENCY_LIFE_MS);
    await removeOlder(deps.stores.notices, 'byAge', businessMs - NOTICE_LIFE_MS);
    await removeOlder(deps.stores.pushSlots, 'byAge', businessMs - PUSH_SLOT_LIFE_MS);
    await removeOlder(deps.stores.tombstones, 'byAge', systemMs - TOMBSTONE_LIFE_MS);
    await removeOlder(deps.stores.reportTrails, 'byAge', businessMs - deps.chatDays * Day.ms);
    await removeOlder(deps.stores.consents, 'byEnd', addYears(businessMs, -deps.consentYears));
    await forgetDrafts(deps);
    await forgetPhotos(deps);
    await forgetOldAudit(deps, businessMs, deps.auditYears);
    await removeDropped(deps);
    await deps.scrub?.();
  };
}

async function untilEmpty(removeSome: () => Promise<number>): Promise<void> {
  while ((await removeSome()) === BATCH);
}

async function removeOlder<T>(records: Records<T>, index: string, beforeMs: number): Promise<void> {
  await untilEmpty(async () => {
    const page = await records.find({ index, to: beforeMs, limit: BATCH });
    for (const { id } of page.items) await records.remove(id);
    return page.items.length;
  });
}

/** Photos of reports that were given up. Bytes that another medium still uses stay. */
async function removeDropped(deps: CleanUpDeps): Promise<void> {
  const { draftMedia } = deps.stores;
  await untilEmpty(async () => {
    const page = await draftMedia.find({ index: 'byState', equals: ['dropped'], limit: BATCH });
    for (const { id, version, value } of page.items) {
      if (!(await draftMedia.remove(id, version)) || value.sha256 === null) continue;
      const users = await draftMedia.count({ index: 'byContent', equals: [value.sha256] });
      if (users === 0) await deps.blobs.remove(value.sha256);
    }
    return page.items.length;
  });
}
