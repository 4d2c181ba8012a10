import type { Effect } from '../domain/effect.ts';
import { partsOfConversationId } from '../domain/ids.ts';
import type { Queue } from '../queue/queue.ts';
import type { RecipientLane } from '../storage/outbox.ts';
import { MEDIA_QUEUE } from './fetch-media.ts';
import { PROFILES_QUEUE } from './look-up-profiles.ts';
import { sendQueueOf } from './send.ts';
import { turnQueueOf } from './turn.ts';

/** Rings for work that is already in the store. Never awaited: a bell that fails is counted, and the sweep goes round. */
export interface Bells {
  turn(conversationId: string): void;
  lane(recipient: RecipientLane, afterMs?: number): void;
  media(id: string): void;
  /** Whatever the effects of a turn call for. */
  effects(conversationId: string, effects: readonly Effect[]): void;
}

export function createBells(queue: Queue, failed: () => void): Bells {
  const ring = (name: string, data: Record<string, string>, dedupeKey: string, delayMs = 0) => {
    queue.add(name, data, { dedupeKey, delayMs }).catch(failed);
  };
  const bells: Bells = {
    turn: (conversationId) => ring(turnQueueOf(conversationId), { conversationId }, conversationId),
    lane: ({ conversationId, lane }, afterMs = 0) => {
      const name = sendQueueOf({ conversationId, lane });
      const { channel } = partsOfConversationId(conversationId);
      const data: Record<string, string> = lane === 'safety' ? { channel, lane } : { conversationId, lane };
      // A ring for later must not swallow one for now.
      const key = `${Object.values(data).join(' ')}${afterMs > 0 ? ' later' : ''}`;
      ring(name, data, key, afterMs);
    },
    media: (id) => ring(MEDIA_QUEUE, { id }, id),
    effects(conversationId, effects) {
      const lanes = new Set(effects.flatMap(laneOf));
      for (const lane of lanes) bells.lane({ conversationId, lane });
      for (const effect of effects) {
        if (effect.type === 'keep-media') bells.media(`${effect.draftId}:${effect.index}`);
        if (effect.type === 'give-consent') ring(PROFILES_QUEUE, {}, 'all');
      }
    },
  };
  return bells;
}

function laneOf(effect: Effect): ('safety' | 'reply')[] {
  if (effect.type === 'send') return [effect.purpose === 'card' ? 'safety' : 'reply'];
  // Both may put a message into the reply lane.
  return effect.type === 'give-owed' || effect.type === 'take-seat' ? ['reply'] : [];
}
