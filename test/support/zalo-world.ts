import { onTestFinished } from 'vitest';
import type { ZaloWebhookEvent } from '../../src/simulator/fakes/zalo/events.ts';
import type { FakeZalo } from '../../src/simulator/fakes/zalo/fake-zalo.ts';
import type { FakeSentMessage } from '../../src/simulator/fakes/zalo/state.ts';
import { fakeZalo } from './fake-platforms.ts';
import { PATIENCE_MS } from './patience.ts';

export interface ZaloWorld {
  zalo: FakeZalo;
  /** Settings that make the server talk with this fake. */
  env: Record<string, string>;
  /** Delivers one signed event to the server. @returns the HTTP status. */
  deliver(url: string, event: ZaloWebhookEvent): Promise<number | null>;
  /** Delivers a text and resolves with the first message that comes back. */
  ask(url: string, userId: string, text: string): Promise<FakeSentMessage>;
  /** Resolves with the first message to this person that fits, from those not yet looked at. */
  next(userId: string, fits?: (sent: FakeSentMessage) => boolean): Promise<FakeSentMessage>;
}

/** A fake Zalo that listens, for tests that drive the whole server over HTTP. */
export async function openZaloWorld({ patienceMs = PATIENCE_MS } = {}): Promise<ZaloWorld> {
  const zalo = fakeZalo();
  const url = await zalo.listen(0);
  onTestFinished(() => zalo.close());
  const looked = new Set<string>();

  function find(userId: string, fits: (sent: FakeSentMessage) => boolean): FakeSentMessage | undefined {
    const found = zalo.sent.find(
      (sent) => sent.userId === userId && !looked.has(sent.messageId) && fits(sent),
    );
    if (found) looked.add(found.messageId);
    return found;
  }

  const next: ZaloWorld['next'] = (userId, fits = () => true) =>
    new Promise((resolve, reject) => {
      const already = find(userId, fits);
      if (already) return resolve(already);
      const stop = zalo.onSent(() => {
        const found = find(userId, fits);
        if (found) done(() => resolve(found));
      });
      const timer = setTimeout(() => done(() => reject(new Error('no such message came'))), patienceMs);
      const done = (end: () => void) => {
        clearTimeout(timer);
        stop();
        end();
      };
    });

  const deliver: ZaloWorld['deliver'] = async (server, event) => {
    zalo.setWebhookUrl(`${server}/webhooks/zalo`);
    return (await zalo.deliver(`${server}/webhooks/zalo`, event)).status;
  };

  return {
    zalo,
    env: { ZALO_API_URL: url, ZALO_OAUTH_URL: url, ZALO_BUSINESS_URL: url },
    deliver,
    next,
    async ask(server, userId, text) {
      if (!zalo.users.has(userId)) zalo.addUser({ id: userId });
      await deliver(server, zalo.events.text(userId, text));
      return next(userId);
    },
  };
}
