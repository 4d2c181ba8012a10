import { z } from 'zod';
import { CHANNEL_IDS, partsOfConversationId } from '../domain/ids.ts';
import type { Job } from './job.ts';

const schema = z.object({ conversationId: z.string() });

export const turnQueueOf = (conversationId: string) =>
  `turn.${partsOfConversationId(conversationId).channel}`;

/** Works off a conversation's waiting events. */
export function turnJob(
  runConversation: (conversationId: string) => Promise<unknown>,
): Job<z.infer<typeof schema>> {
  return {
    name: 'turn',
    schema,
    queues: CHANNEL_IDS.map((channel) => `turn.${channel}`),
    concurrency: 8,
    everyMs: null,
    run: async ({ conversationId }) => {
      await runConversation(conversationId);
    },
  };
}
