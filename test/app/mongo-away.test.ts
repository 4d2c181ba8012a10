import { createConnection } from 'mongoose';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startApp } from '../../src/app/start.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { randomIds } from '../../src/lib/ids.ts';
import { silentLogger } from '../../src/lib/logger.ts';
import { CHANNEL_ENV, startTestApp } from '../support/app.ts';
import { mongoServer } from '../support/mongo-server.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import { tempDir } from '../support/temp-dir.ts';
import { openZaloWorld } from '../support/zalo-world.ts';

const mongo = await mongoServer();

const PERSON = '5000000000000000001';

/** A busy machine, the pauses of the journal, and the wait of the workers after the database is back. */
const SOON = { timeout: 90_000, interval: 250 };

/** A database behind a line that the test can cut. */
async function wired() {
  const direct = mongo?.freshUri() ?? '';
  const { hostname, port } = new URL(direct);
  const proxy = await startTcpProxy({ host: hostname, port: Number(port) });
  onTestFinished(() => proxy.close());
  const through = new URL(direct);
  through.host = `127.0.0.1:${proxy.port}`;
  return { proxy, direct, through: through.toString() };
}

async function readyz(url: string) {
  const response = await fetch(`${url}/readyz`);
  return { status: response.status, body: (await response.json()) as { parts: Record<string, unknown> } };
}

const metrics = async (url: string) => (await fetch(`${url}/metrics`)).text();

const journalLag = async (url: string) =>
  Number(/^loa_journal_lag_events (\d+)$/m.exec(await metrics(url))?.[1]);

/** What the database has: the keys of all events, how many are not worked off, and the messages by state. */
async function stored(uri: string) {
  const connection = await createConnection(uri).asPromise();
  const inbox = await connection.collection<{ _id: string }>('inbox').find().toArray();
  const outbox = await connection.collection<{ state: string }>('outbox').find().toArray();
  await connection.close();
  return {
    messageIds: inbox.map(({ _id }) => String(_id).split(':').at(-1) ?? ''),
    sent: outbox.filter(({ state }) => state === 'sent').length,
    open: outbox.filter(({ state }) => state !== 'sent').length,
  };
}

const pending = async (url: string) =>
  Number(/^loa_inbox_events\{state="pending"\} (\d+)$/m.exec(await metrics(url))?.[1]);

describe.skipIf(!mongo)('while MongoDB is away', () => {
  it('webhooks are accepted, readiness tells by role, and afterwards each is worked off once', async () => {
    const { proxy, direct, through } = await wired();
    const world = await openZaloWorld({ patienceMs: SOON.timeout });
    const env = {
      ...world.env,
      MONGODB_URI: through,
      LOA_SECRET_KEY: 'invented-secret-key-of-the-tests-0123456789',
    };
    const app = await startTestApp(env);
    const webConfig = loadConfig({
      PORT: '0',
      SIMULATOR: 'off',
      ...CHANNEL_ENV,
      ...env,
      DATA_DIR: tempDir(),
    });
    const logger = silentLogger();
    const web = await startApp(webConfig, { clock: systemClock(), ids: randomIds(), logger, role: 'web' });
    onTestFinished(() => web.stop());
    const texts = ['xin chào', 'menu', 'giúp'];
    await world.ask(app.url, PERSON, 'xin chào');
    await expect.poll(() => journalLag(app.url), SOON).toBe(0);

    await proxy.set('refused');
    const sent: string[] = [];
    for (const [index, text] of texts.entries()) {
      const event = world.zalo.events.text(PERSON, text);
      sent.push(String((event.message as { msg_id: string }).msg_id));
      const { url } = index === 0 ? web : app;
      expect(await world.deliver(url, event)).toBe(200);
      // The platform delivers again what it believes to have failed.
      expect(await world.deliver(url, event)).toBe(200);
    }
    const away = { database: { ok: false }, journal: { ok: true } };
    await expect.poll(() => readyz(app.url), SOON).toMatchObject({ status: 503, body: { parts: away } });
    expect(await readyz(web.url)).toMatchObject({ status: 200, body: { ok: true, parts: away } });
    // Two messages, each delivered twice; a receipt of the first reply may have come meanwhile.
    expect(JSON.stringify((await readyz(app.url)).body)).toMatch(/[4-9] events waiting/);
    expect(await journalLag(app.url)).toBeGreaterThanOrEqual(4);
    expect((await fetch(`${app.url}/healthz`)).status).toBe(200);

    await proxy.set('pass');
    await expect.poll(() => journalLag(app.url), SOON).toBe(0);
    await expect.poll(() => journalLag(web.url), SOON).toBe(0);
    await expect.poll(() => readyz(app.url), SOON).toMatchObject({ status: 200 });
    await expect.poll(() => pending(app.url), SOON).toBe(0);
    await expect.poll(async () => (await stored(direct)).open, SOON).toBe(0);
    const { messageIds, sent: rowsSent } = await stored(direct);
    expect(messageIds.filter((id) => sent.includes(id)).sort()).toEqual([...sent].sort());
    const delivered = world.zalo.sent.filter(({ userId }) => userId === PERSON);
    expect(delivered.length).toBeGreaterThanOrEqual(sent.length + 1);
    expect(delivered).toHaveLength(rowsSent);
  }, 300_000);
});
