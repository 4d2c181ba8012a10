import { createHmac } from 'node:crypto';
import type { EventKind } from '../../domain/activity.ts';
import { type AcceptedEvent, orderTimeMs } from '../../domain/event-log.ts';
import type { Clock } from '../../lib/clock.ts';
import { changeRecord } from '../change-record.ts';
import type { Stores } from '../stores.ts';

/** What a person does by themselves; anything else is an echo of something that is gone. */
const ACTS: readonly EventKind[] = ['message', 'tap', 'start', 'follow', 'submit-info', 'opt-in'];

export interface Tombstones {
  /** From now on, events up to `untilMs` of this conversation are old. */
  bury(conversationId: string, untilMs: number): Promise<void>;
  /** The events without those of erased conversations that were delivered again or that are echoes of what is gone. */
  withoutBuried(events: readonly AcceptedEvent[]): Promise<AcceptedEvent[]>;
}

export interface TombstoneDeps {
  stores: Pick<Stores, 'tombstones'>;
  /** Keys the hash, so that a platform id cannot be tried against it. */
  secretKey: string;
  clock: Clock;
}

/** Names the tombstone of a conversation; nobody without the key can try ids against it. */
export function tombstoneId(secretKey: string, conversationId: string): string {
  return createHmac('sha256', secretKey).update(`tombstone\0${conversationId}`).digest('hex');
}

export function createTombstones({ stores, secretKey, clock }: TombstoneDeps): Tombstones {
  const idOf = (conversationId: string) => tombstoneId(secretKey, conversationId);

  /** The events of one conversation, in order, without those that its stone keeps out. */
  async function alive(id: string, events: readonly AcceptedEvent[]): Promise<AcceptedEvent[]> {
    const stone = (await stores.tombstones.get(id))?.value;
    if (!stone) return [...events];
    let { begunAnew } = stone;
    const kept = events.filter((event) => {
      if (orderTimeMs(event) <= stone.untilMs) return false;
      if (!ACTS.includes(event.kind)) return begunAnew;
      begunAnew = true;
      return true;
    });
    if (begunAnew && !stone.begunAnew) {
      await changeRecord(stores.tombstones, id, (old) =>
        old.begunAnew ? null : { ...old, begunAnew: true },
      );
    }
    return kept;
  }

  return {
    async bury(conversationId, untilMs) {
      const id = idOf(conversationId);
      const stone = { untilMs, atMs: clock.systemNow(), begunAnew: false };
      if (await stores.tombstones.insertIfAbsent(id, stone)) return;
      await changeRecord(stores.tombstones, id, (old) => (old.untilMs >= untilMs ? null : stone));
    },
    async withoutBuried(events) {
      const byConversation = new Map<string, AcceptedEvent[]>();
      for (const event of events) {
        const known = byConversation.get(event.conversationId);
        if (known) known.push(event);
        else byConversation.set(event.conversationId, [event]);
      }
      const kept = await Promise.all([...byConversation].map(([id, own]) => alive(idOf(id), own)));
      const isKept = new Set(kept.flat());
      return events.filter((event) => isKept.has(event));
    },
  };
}
