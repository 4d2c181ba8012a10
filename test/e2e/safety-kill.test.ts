import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { CHANNEL_ENV } from '../support/app.ts';
import { onEachPair, settingsOf, tracesOf } from '../support/engine-pair.ts';
import { formsOf } from '../support/search-files.ts';
import { startServerProcess } from '../support/server-process.ts';
import { tempDir } from '../support/temp-dir.ts';
import { openZaloWorld, type ZaloWorld } from '../support/zalo-world.ts';

const DISCLOSURE = 'Chồng em đang đánh em, cứu em với chị ơi';

/** A server that starts on a busy machine, then the lease of the dead sender and its wait for proof. */
const PATIENCE_MS = 90_000;

/** Somewhere between the request, the journal, the turn and the send, ms. */
const SOMEWHERE_MS = 40;

type Moment = (answered: Promise<number | null>, world: ZaloWorld, user: string) => Promise<unknown>;

const MOMENTS: [string, Moment][] = [
  ['5000000000000000002', () => wait(Math.random() * SOMEWHERE_MS)],
  // The platform has the card, and the server does not know it yet.
  ['5000000000000000003', (_answered, world, user) => world.next(user)],
];

await onEachPair(() => {
  it('a kill between the request and the reply leaves nothing of a text in danger on disk, and the card still comes', {
    timeout: 400_000,
  }, async () => {
    const world = await openZaloWorld({ patienceMs: PATIENCE_MS });
    const dataDir = tempDir();
    const env = { ...CHANNEL_ENV, ...world.env, ...(await settingsOf(dataDir)) };
    const forms = formsOf(DISCLOSURE);
    let server = await startServerProcess(env);
    for (const [user, moment] of MOMENTS) {
      world.zalo.addUser({ id: user });
      const event = world.zalo.events.text(user, DISCLOSURE);
      const answered = world.deliver(server.url, event).catch(() => null);
      await moment(answered, world, user);
      await server.kill();
      expect(await tracesOf(dataDir, forms)).toEqual([]);

      server = await startServerProcess(env);
      // What was not answered is delivered again, as the platform does.
      if ((await answered) !== 200) await world.deliver(server.url, event);
      const sent = () => world.zalo.sent.find(({ userId, text }) => userId === user && text?.includes('113'));
      await expect.poll(sent, { timeout: PATIENCE_MS }).toBeTruthy();
      expect(await tracesOf(dataDir, forms)).toEqual([]);
    }
    expect(await server.terminate()).toBe(0);
    expect(await tracesOf(dataDir, forms)).toEqual([]);
  });
});
