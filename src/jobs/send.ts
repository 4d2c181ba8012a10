import { z } from 'zod';
import { CHANNEL_IDS, partsOfConversationId } from '../domain/ids.ts';
import { LANES } from '../domain/message.ts';
import type { LaneOutcome } from '../services/send-lane.ts';
import type { RecipientLane } from '../storage/outbox.ts';
import type { Job } from './job.ts';

const schema = z.object({ conversationId: z.string(), lane: z.enum(LANES) });

/** Each channel and lane has its own queue: a slow broadcast never holds a reply. */
export const sendQueueOf = ({ conversationId, lane }: RecipientLane) =>
  `send.${partsOfConversationId(conversationId).channel}.${lane}`;

/** Sends what is due in one recipient's lane. */
export function sendJob(
  sendLane: (recipient: RecipientLane) => Promise<LaneOutcome>,
  ringLater: (recipient: RecipientLane, afterMs: number) => void,
): Job<z.infer<typeof schema>> {
  return {
    name: 'send',
    schema,
    queues: CHANNEL_IDS.flatMap((channel) => LANES.map((lane) => `send.${channel}.${lane}`)),
    concurrency: 8,
    everyMs: null,
    run: async (recipient) => {
      const outcome = await sendLane(recipient);
      if (outcome.state === 'later') ringLater(recipient, outcome.afterMs);
    },
  };
}
