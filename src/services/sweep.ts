import type { Clock } from '../lib/clock.ts';
import type { Inbox } from '../storage/inbox.ts';
import type { Outbox, RecipientLane } from '../storage/outbox.ts';
import type { RecordQuery, Records } from '../storage/records.ts';
import type { Stores } from './stores.ts';

/** Units of work that one sweep takes on, of each kind. */
const LIMIT = 200;

/** Work that one sweep does at the same time. */
const CONCURRENCY = 8;

export interface SweepDeps {
  inbox: Inbox;
  outbox: Outbox;
  stores: Pick<Stores, 'draftMedia' | 'notices' | 'erasures'>;
  clock: Clock;
  runConversation(conversationId: string): Promise<unknown>;
  /** Attempts in which nothing left are no sends. */
  takeBackUnsent(): Promise<void>;
  sendLane(recipient: RecipientLane): Promise<unknown>;
  fetchMedia(id: string): Promise<unknown>;
  deliverNotice(id: string): Promise<unknown>;
  finishErasure(code: string): Promise<unknown>;
  /** A unit of work failed; the next sweep finds it again. */
  failed(kind: 'turn' | 'send' | 'media' | 'notice' | 'erasure', error: unknown): void;
}

/**
 * Does whatever is due and silent, through the same functions as the bell: with the queue gone, everything still happens,
 * only later. A sweep that still runs is not begun again, and one that is told to stop begins no further unit of work: what it
 * leaves is found by the next process.
 */
export function createSweep(deps: SweepDeps): (stopping: AbortSignal) => Promise<void> {
  let running = false;
  return async (stopping) => {
    if (running) return;
    running = true;
    try {
      await sweepOnce(deps, stopping);
    } finally {
      running = false;
    }
  };
}

async function sweepOnce(deps: SweepDeps, stopping: AbortSignal): Promise<void> {
  const { inbox, outbox, stores, clock } = deps;
  const nowMs = clock.systemNow();
  const does =
    <T>(
      kind: Parameters<SweepDeps['failed']>[0],
      find: () => Promise<readonly T[]>,
      work: (found: T) => Promise<unknown>,
    ) =>
    async () =>
      inParallel(await find(), stopping, work, (error) => deps.failed(kind, error));

  const rounds = [
    // Turns first: what they answer goes out in the same sweep.
    does('turn', () => inbox.waiting(nowMs, LIMIT), deps.runConversation),
    deps.takeBackUnsent,
    does('send', () => outbox.due(clock.systemNow(), LIMIT), deps.sendLane),
    does(
      'media',
      () => idsIn(stores.draftMedia, { index: 'byState', equals: ['fetching'], to: nowMs + 1 }),
      deps.fetchMedia,
    ),
    does(
      'notice',
      () => idsIn(stores.notices, { index: 'byState', equals: ['waiting'], to: clock.businessNow() + 1 }),
      deps.deliverNotice,
    ),
    does('erasure', () => idsIn(stores.erasures, { index: 'byState', equals: ['open'] }), deps.finishErasure),
  ];
  for (const round of rounds) if (!stopping.aborted) await round();
}

async function idsIn<T>(records: Records<T>, query: Omit<RecordQuery, 'limit'>): Promise<string[]> {
  const { items } = await records.find({ ...query, limit: LIMIT });
  return items.map(({ id }) => id);
}

/** Runs `work` over the items, a few at a time, until told to stop; one failure does not stop the others. */
async function inParallel<T>(
  items: readonly T[],
  stopping: AbortSignal,
  work: (item: T) => Promise<unknown>,
  failed: (error: unknown) => void,
): Promise<void> {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined && !stopping.aborted; item = queue.shift()) {
      await work(item).catch(failed);
    }
  };
  await Promise.all(Array.from({ length: Math.min(CONCURRENCY, items.length) }, worker));
}
