import { z } from 'zod';
import { command } from './command.ts';

/** Parked events an operator can look at, at most. */
const MAX_LISTED = 100;

export const inboxParked = command({
  name: 'inbox-parked',
  input: z.object({}),
  audit: null,
  run: async (_input, { storage }) => ({ parked: (await storage.inbox.parked(MAX_LISTED)).items }),
});

/** Puts a parked event back, once its cause is mended. */
export const inboxRetry = command({
  name: 'inbox-retry',
  input: z.object({ key: z.string() }),
  // A key holds ids of the platform: the record gets none of them.
  audit: () => ({ action: 'inbox.retry', target: 'inbox' }),
  run: async ({ key }, { storage }) => ({ putBack: await storage.inbox.unpark(key) }),
});
