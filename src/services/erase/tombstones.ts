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

  async function isBuried(event: AcceptedEvent): Promise<boolean> {
    const id = idOf(event.conversationId);
    const stone = (await stores.tombstones.get(id))?.value;
    if (!stone) return false;
    if (orderTimeMs(event) <= stone.untilMs) return true;
    if (!ACTS.includes(event.kind)) return !stone.begunAnew;
    if (!stone.begunAnew) {
      await changeRecord(stores.tombstones, id, (old) =>
        old.begunAnew ? null : { ...old, begunAnew: true },
      );
    }
    return false;
  }

  return {
    async bury(conversationId, untilMs) {
      const id = idOf(conversationId);
      const stone = { untilMs, atMs: clock.systemNow(), begunAnew: false };
      if (await stores.tombstones.insertIfAbsent(id, stone)) return;
      await changeRecord(stores.tombstones, id, (old) => (old.untilMs >= untilMs ? null : stone));
    },
    async withoutBuried(events) {
      const buried = await Promise.all(events.map(isBuried));
      return events.filter((_, n) => !buried[n]);
    },
  };
}
