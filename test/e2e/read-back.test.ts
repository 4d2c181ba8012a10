import { expect, it, onTestFinished, vi } from 'vitest';
import { CHANNEL_ENV, startTestApp } from '../support/app.ts';
import { onEachPair } from '../support/engine-pair.ts';
import { fakeGraph } from '../support/fake-platforms.ts';
import { tempDir } from '../support/temp-dir.ts';
import { openZaloWorld } from '../support/zalo-world.ts';

/** Two starts of the whole server on a machine that does other things. */
vi.setConfig({ testTimeout: 60_000 });

const PERSON = '9000000000000000001';
const OTHER = '9000000000000000002';
const MENU = /^Anh\/chị cần em giúp việc gì/;
const IN_DANGER = 'chồng em đang đánh em, cứu em với';

/** Settings of one channel emptied, so that only the other is on. */
const without = (prefix: string) =>
  Object.fromEntries(
    Object.keys(CHANNEL_ENV)
      .filter((name) => name.startsWith(prefix))
      .map((name) => [name, '']),
  );

await onEachPair(() => {
  it('Zalo: what was written while the server was down is answered once, and its late webhook does nothing', async () => {
    const world = await openZaloWorld();
    const env = { ...without('MESSENGER_'), ...world.env, DATA_DIR: tempDir() };
    const first = await startTestApp(env);
    await world.ask(first.url, PERSON, 'xin chào');
    await world.next(PERSON);
    await first.stop();

    // Nobody answers the webhook: all that is left is the platform's own history.
    const { events } = world.zalo;
    world.zalo.addUser({ id: OTHER });
    const missed = events.text(PERSON, 'menu');
    const danger = events.text(OTHER, IN_DANGER);
    events.groupText(PERSON, 'cả nhóm ơi');
    events.anonymousText('xin chào');
    expect((await world.zalo.deliver(`${first.url}/webhooks/zalo`, missed)).status).toBeNull();

    const second = await startTestApp(env);
    world.zalo.setWebhookUrl(`${second.url}/webhooks/zalo`);
    expect((await world.next(PERSON)).text).toMatch(MENU);
    expect((await world.next(OTHER)).text).toMatch(/113/);
    await world.zalo.idle();
    const answers = world.zalo.sent.length;

    for (const late of [missed, danger]) expect(await world.deliver(second.url, late)).toBe(200);
    // What comes after the late ones is answered, so they have had their turn.
    await world.ask(second.url, PERSON, 'giúp');
    await world.zalo.idle();
    expect(world.zalo.sent.filter(({ userId }) => userId === OTHER)).toHaveLength(1);
    expect(world.zalo.sent.slice(answers).map(({ userId }) => userId)).not.toContain(OTHER);
    expect(new Set(world.zalo.sent.map(({ userId }) => userId))).toEqual(new Set([PERSON, OTHER]));
    expect(world.zalo.sent.filter(({ text }) => MENU.test(text ?? ''))).toHaveLength(1);
  });

  it('Messenger: the same, and the Page gets its menu and its subscription at the start', async () => {
    const graph = fakeGraph();
    const url = await graph.listen();
    onTestFinished(() => graph.close());
    const arrived: string[] = [];
    const waiting: (() => void)[] = [];
    graph.onSent(({ text }) => {
      arrived.push(text ?? '');
      for (const look of waiting.splice(0)) look();
    });
    const heard = async (count: number) => {
      while (arrived.length < count) await new Promise<void>((resolve) => waiting.push(resolve));
    };
    graph.addUser({ psid: PERSON });

    const env = { ...without('ZALO_'), GRAPH_API_URL: url, DATA_DIR: tempDir() };
    const first = await startTestApp(env);
    graph.setWebhookUrl(`${first.url}/webhooks/messenger`);
    await graph.deliver(`${first.url}/webhooks/messenger`, graph.events.text(PERSON, 'xin chào'));
    await heard(2);
    await graph.idle();
    await first.stop();

    const missed = graph.events.quickReply(PERSON, 'Menu', 'PAYLOAD_OF_ANOTHER_TOOL');
    expect((await graph.deliver(`${first.url}/webhooks/messenger`, missed)).status).toBeNull();
    const second = await startTestApp(env);
    graph.setWebhookUrl(`${second.url}/webhooks/messenger`);
    await heard(3);
    await graph.idle();
    const answers = arrived.length;
    expect((await graph.deliver(`${second.url}/webhooks/messenger`, missed)).status).toBe(200);
    await graph.deliver(`${second.url}/webhooks/messenger`, graph.events.text(PERSON, 'giúp'));
    await heard(answers + 1);
    await graph.idle();
    expect(arrived.filter((text) => MENU.test(text))).toHaveLength(1);
    expect(graph.settings.profile).toHaveProperty('persistent_menu');
    // Once in both starts: it has not changed.
    expect(graph.requests.get('POST /me/messenger_profile')).toBe(1);
  });
});
