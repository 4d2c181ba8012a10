import type { Clock } from '../lib/clock.ts';
import type { Inbox } from '../storage/inbox.ts';
import type { Outbox, RecipientLane } from '../storage/outbox.ts';
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
 * only later. A sweep that still runs is not begun again.
 */
export function createSweep(deps: SweepDeps): () => Promise<void> {
  let running = false;
  return async () => {
    if (running) return;
    running = true;
    try {
      await sweepOnce(deps);
    } finally {
      running = false;
    }
  };
}

async function sweepOnce(deps: SweepDeps): Promise<void> {
  const nowMs = deps.clock.systemNow();
  // Turns first: what they answer goes out in the same round.
  const conversations = await deps.inbox.waiting(nowMs, LIMIT);
  await inParallel(
    conversations,
    (id) => deps.runConversation(id),
    (error) => deps.failed('turn', error),
  );
  await deps.takeBackUnsent();
  const lanes = await deps.outbox.due(deps.clock.systemNow(), LIMIT);
  await inParallel(
    lanes,
    (lane) => deps.sendLane(lane),
    (error) => deps.failed('send', error),
  );
  const media = await deps.stores.draftMedia.find({
    index: 'byState',
    equals: ['fetching'],
    to: nowMs + 1,
    limit: LIMIT,
  });
  await inParallel(
    media.items.map(({ id }) => id),
    (id) => deps.fetchMedia(id),
    (error) => deps.failed('media', error),
  );
  const notices = await deps.stores.notices.find({
    index: 'byState',
    equals: ['waiting'],
    to: deps.clock.businessNow() + 1,
    limit: LIMIT,
  });
  await inParallel(
    notices.items.map(({ id }) => id),
    (id) => deps.deliverNotice(id),
    (error) => deps.failed('notice', error),
  );
  const erasures = await deps.stores.erasures.find({ index: 'byState', equals: ['open'], limit: LIMIT });
  await inParallel(
    erasures.items.map(({ id }) => id),
    (code) => deps.finishErasure(code),
    (error) => deps.failed('erasure', error),
  );
}

/** Runs `work` over the items, a few at a time; one failure does not stop the others. */
async function inParallel<T>(
  items: readonly T[],
  work: (item: T) => Promise<unknown>,
  failed: (error: unknown) => void,
): Promise<void> {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      await work(item).catch(failed);
    }
  };
  await Promise.all(Array.from({ length: Math.min(CONCURRENCY, items.length) }, worker));
}
