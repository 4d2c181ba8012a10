import { z } from 'zod';
import { listWaiting, releaseSystem } from '../backup/release.ts';
import { command } from './command.ts';

/** What would go out if the system were released. */
export const holdList = command({
  name: 'hold-list',
  input: z.object({}),
  audit: null,
  run: async (_input, { storage, stores, clock }) => ({
    held: await listWaiting({ holds: stores.holds, outbox: storage.outbox, clock }),
  }),
});

/** Lets a restored or moved system send again. */
export const holdRelease = command({
  name: 'hold-release',
  input: z.object({ sendOlder: z.boolean() }),
  audit: ({ sendOlder }) => ({
    action: 'hold.release',
    target: 'system',
    change: { sendOlder },
  }),
  run: async ({ sendOlder }, { storage, stores, clock }) => ({
    keptBack: await releaseSystem(sendOlder, { holds: stores.holds, outbox: storage.outbox, clock }),
  }),
});
