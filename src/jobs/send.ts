import { z } from 'zod';
import { CHANNEL_IDS, type ChannelId, partsOfConversationId } from '../domain/ids.ts';
import { LANES } from '../domain/message.ts';
import type { LaneOutcome } from '../services/send-lane.ts';
import type { RecipientLane } from '../storage/outbox.ts';
import type { Job } from './job.ts';

/** Of the safety lane nobody is named: a server's log of its jobs must not tell who got a card. */
const schema = z.union([
  z.object({ conversationId: z.string(), lane: z.enum(LANES) }),
  z.object({ channel: z.enum(CHANNEL_IDS), lane: z.literal('safety') }),
]);

/** Each channel and lane has its own queue: a slow broadcast never holds a reply. */
export const sendQueueOf = ({ conversationId, lane }: RecipientLane) =>
  `send.${partsOfConversationId(conversationId).channel}.${lane}`;

export interface SendJobDeps {
  sendLane(recipient: RecipientLane): Promise<LaneOutcome>;
  /** Whose safety lane is due on a channel. */
  dueCards(channel: ChannelId): Promise<RecipientLane[]>;
  ringLater(recipient: RecipientLane, afterMs: number): void;
}

/** Sends what is due in one recipient's lane, or in all safety lanes of a channel. */
export function sendJob({ sendLane, dueCards, ringLater }: SendJobDeps): Job<z.infer<typeof schema>> {
  return {
    name: 'send',
    schema,
    queues: CHANNEL_IDS.flatMap((channel) => LANES.map((lane) => `send.${channel}.${lane}`)),
    concurrency: 8,
    everyMs: null,
    run: async (data) => {
      const recipients = 'channel' in data ? await dueCards(data.channel) : [data];
      await Promise.all(
        recipients.map(async (recipient) => {
          const outcome = await sendLane(recipient);
          if (outcome.state === 'later') ringLater(recipient, outcome.afterMs);
        }),
      );
    },
  };
}
