import { partsOfConversationId } from '../domain/ids.ts';
import type { DraftMedia } from '../domain/records/session.ts';
import type { Clock } from '../lib/clock.ts';
import { Minute, Second } from '../lib/duration.ts';
import { type GuardedFetch, GuardedFetchError } from '../lib/guarded-fetch.ts';
import type { Logger } from '../lib/logger.ts';
import { backoffMs } from '../lib/retry-backoff.ts';
import type { Blobs } from '../storage/storage.ts';
import { changeRecord } from './change-record.ts';
import { cleanMedia, NotThatMedia } from './clean-media.ts';
import type { Stores } from './stores.ts';

const MAX_ATTEMPTS = 6;

const RETRY = { firstMs: 5 * Second.ms, maxMs: 30 * Minute.ms, factor: 4 };

/** While one worker downloads, others leave the medium alone for so long. */
const CLAIM_MS = 2 * Minute.ms;

export interface FetchMediaDeps {
  stores: Pick<Stores, 'draftMedia'>;
  blobs: Blobs;
  /** One an allowed host list: by channel. */
  fetchOf(channel: string): GuardedFetch | null;
  clock: Clock;
  logger: Logger;
}

/**
 * Downloads one photo or voice note of a draft and keeps it clean. A broken one is marked `failed` and never stops the
 * report. Called by the bell and by the sweep alike.
 */
export function createFetchMedia(deps: FetchMediaDeps): (id: string) => Promise<void> {
  return async (id) => {
    const claimed = await claim(id, deps);
    if (!claimed || claimed.url === null) return;
    const change = (next: (old: DraftMedia) => DraftMedia | null) =>
      changeRecord(deps.stores.draftMedia, id, next);
    try {
      const fetch = deps.fetchOf(partsOfConversationId(claimed.conversationId).channel);
      if (!fetch) throw new GuardedFetchError('host-not-allowed');
      const media = await cleanMedia(await fetch(claimed.url), claimed.kind);
      const sha256 = await deps.blobs.put(media.bytes);
      const kept = await change((old) =>
        old.state === 'dropped'
          ? null
          : {
              ...old,
              state: 'kept',
              url: null,
              sha256,
              contentType: media.contentType,
              sizeBytes: media.bytes.length,
            },
      );
      // Its sender was erased while it was on its way.
      if (!kept && (await usersOf(sha256, deps)) === 0) await deps.blobs.remove(sha256);
    } catch (error) {
      const failure = failureOf(error);
      const giveUp = isFinal(error) || claimed.attempts >= MAX_ATTEMPTS;
      deps.logger.warn({ failure, attempts: claimed.attempts, final: giveUp }, 'medium not fetched');
      await change((old) => {
        if (old.state !== 'fetching') return null;
        if (giveUp) return { ...old, state: 'failed', url: null, failure };
        const notBeforeMs = deps.clock.systemNow() + backoffMs(RETRY, old.attempts);
        return { ...old, notBeforeMs, failure };
      });
    }
  };
}

/** Counts the attempt first, so that a medium that kills the process is given up in the end. */
async function claim(id: string, deps: FetchMediaDeps): Promise<DraftMedia | null> {
  const nowMs = deps.clock.systemNow();
  const stored = await deps.stores.draftMedia.get(id);
  if (stored?.value.state !== 'fetching' || stored.value.notBeforeMs > nowMs) return null;
  const next = { ...stored.value, attempts: stored.value.attempts + 1, notBeforeMs: nowMs + CLAIM_MS };
  return (await deps.stores.draftMedia.replace(id, next, stored.version)) ? next : null;
}

function usersOf(sha256: string, { stores }: FetchMediaDeps): Promise<number> {
  return stores.draftMedia.count({ index: 'byContent', equals: [sha256] });
}

function failureOf(error: unknown): string {
  if (error instanceof GuardedFetchError) return error.kind;
  return error instanceof NotThatMedia ? 'not-that-media' : 'store';
}

function isFinal(error: unknown): boolean {
  return error instanceof NotThatMedia || (error instanceof GuardedFetchError && !error.mayRecover);
}
