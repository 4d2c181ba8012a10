import { expect, it } from 'vitest';
import { createSweep } from '../../src/services/sweep.ts';
import { acceptedEvent } from '../support/events.ts';
import { openTestStores } from '../support/stores.ts';

it('a sweep that is told to stop waits for what runs and begins nothing more', async () => {
  const { clock, storage, stores } = await openTestStores();
  const conversations = Array.from({ length: 20 }, (_, n) => `zalo:oa1:${n}`);
  await storage.inbox.acceptMany(
    conversations.map((conversationId, n) =>
      acceptedEvent(String(n), 'menu', { conversationId, acceptedAtMs: clock.systemNow() }),
    ),
  );
  const stopping = new AbortController();
  const done: string[] = [];
  let begun = 0;
  let rounds = 0;
  const sweep = createSweep({
    inbox: storage.inbox,
    outbox: storage.outbox,
    stores,
    clock,
    async runConversation(id) {
      begun += 1;
      await Promise.resolve();
      stopping.abort();
      done.push(id);
    },
    takeBackUnsent: async () => {
      rounds += 1;
    },
    sendLane: async () => {},
    fetchMedia: async () => {},
    deliverNotice: async () => {},
    finishErasure: async () => {},
    failed: () => {},
  });
  await sweep(stopping.signal);
  expect(begun).toBeLessThan(conversations.length);
  expect(done).toHaveLength(begun);
  expect(rounds).toBe(0);

  await sweep(new AbortController().signal);
  expect(done).toHaveLength(begun);
  expect(begun).toBeGreaterThanOrEqual(conversations.length);
  expect(rounds).toBe(1);
});
