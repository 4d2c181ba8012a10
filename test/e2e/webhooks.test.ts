import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CHANNEL_ENV,
  messengerWebhook,
  post,
  startTestApp,
  type Webhook,
  zaloWebhook,
} from '../support/app.ts';

/** What stands behind the journal takes no part in an answer, so one pair of engines is enough. */

const FIXTURES = join(import.meta.dirname, '../../fixtures');

const zaloEvent = {
  app_id: CHANNEL_ENV.ZALO_APP_ID,
  sender: { id: '5000000000000000001' },
  recipient: { id: CHANNEL_ENV.ZALO_OA_ID },
  event_name: 'user_send_text',
  message: { text: 'xin chào', msg_id: 'm1' },
  timestamp: '1795399200000',
};

const messengerEvent = {
  object: 'page',
  entry: [
    {
      id: CHANNEL_ENV.MESSENGER_PAGE_ID,
      time: 1,
      messaging: [
        {
          sender: { id: '6000000000000001' },
          recipient: { id: CHANNEL_ENV.MESSENGER_PAGE_ID },
          timestamp: 1795399200000,
          message: { mid: 'm_1', text: 'xin chào' },
        },
      ],
    },
  ],
};

const signedZalo = (value: unknown): Webhook => {
  const stamp = (value as { timestamp?: unknown } | null)?.timestamp;
  return zaloWebhook(
    JSON.stringify(value),
    typeof stamp === 'string' || typeof stamp === 'number' ? String(stamp) : '',
  );
};
const signedMessenger = (value: unknown): Webhook => messengerWebhook(JSON.stringify(value));

describe('a webhook', () => {
  it('with a right signature is answered 200 on both channels', async () => {
    const app = await startTestApp();
    expect(await post(app, signedZalo(zaloEvent))).toBe(200);
    expect(await post(app, signedMessenger(messengerEvent))).toBe(200);
  });

  it.each([
    ['no signature', { path: '/webhooks/zalo', body: '{}', headers: {} }, 401],
    ['no signature', { path: '/webhooks/messenger', body: '{}', headers: {} }, 401],
    ['a signature over another body', { ...signedZalo(zaloEvent), body: '{}' }, 401],
    ['a signature over another body', { ...signedMessenger(messengerEvent), body: '{}' }, 401],
    ['malformed JSON, rightly signed', messengerWebhook('{"object":'), 400],
    ['malformed JSON', zaloWebhook('{"app_id":'), 401],
    ['more than one mebibyte', messengerWebhook(JSON.stringify({ x: 'x'.repeat(1024 * 1024) })), 413],
    ['an unknown page', signedMessenger({ ...messengerEvent, entry: [{ id: '1', messaging: [] }] }), 200],
    ['an unknown OA', signedZalo({ ...zaloEvent, recipient: { id: '1' } }), 200],
    ['an unknown event', signedZalo({ ...zaloEvent, event_name: 'never_heard_of' }), 200],
  ])('with %s (%o) is answered as the contract says', async (_what, webhook, status) => {
    const app = await startTestApp();
    expect(await post(app, webhook)).toBe(status);
  });

  it('is judged by its bytes, not by its content type', async () => {
    const app = await startTestApp();
    const webhook = signedMessenger(messengerEvent);
    expect(
      await post(app, { ...webhook, headers: { ...webhook.headers, 'content-type': 'text/plain' } }),
    ).toBe(200);
  });

  it('from the fixtures of either platform never ends in a server error', async () => {
    const app = await startTestApp();
    for (const [channel, sign] of [
      ['zalo', signedZalo],
      ['messenger', signedMessenger],
    ] as const) {
      const folder = join(FIXTURES, channel, 'webhooks');
      for (const name of readdirSync(folder)) {
        const status = await post(app, sign(JSON.parse(readFileSync(join(folder, name), 'utf8'))));
        expect([name, status]).toEqual([name, 200]);
      }
    }
  });

  it('of any JSON whatsoever never ends in a server error', async () => {
    const app = await startTestApp();
    const payload = fc.oneof(
      fc.jsonValue({ maxDepth: 4 }),
      fc.jsonValue().map((value) => ({ ...zaloEvent, message: value })),
      fc.jsonValue().map((value) => ({ ...messengerEvent, entry: value })),
      fc.jsonValue().map((value) => ({
        object: 'page',
        entry: [{ id: CHANNEL_ENV.MESSENGER_PAGE_ID, messaging: [value] }],
      })),
    );
    const property = fc.asyncProperty(payload, async (value) => {
      const statuses = [await post(app, signedZalo(value)), await post(app, signedMessenger(value))];
      return statuses.every((status) => status === 200 || status === 401);
    });
    await fc.assert(property, { numRuns: 150, seed: 4 });
  });
});

describe('Zalo’s probe when the address is saved', () => {
  it('gets 200 unsigned only while the bootstrap setting is on, and is not kept', async () => {
    const app = await startTestApp({ ZALO_WEBHOOK_BOOTSTRAP: '1' });
    expect(await post(app, { path: '/webhooks/zalo', body: JSON.stringify(zaloEvent), headers: {} })).toBe(
      200,
    );
    const metrics = await (await fetch(`${app.url}/metrics`)).text();
    expect(metrics).not.toContain('loa_events_accepted_total{');
    const ready = await (await fetch(`${app.url}/readyz`)).text();
    expect(ready).toContain('ZALO_WEBHOOK_BOOTSTRAP');
  });
});

describe('handshakes', () => {
  it('answers Messenger’s challenge as plain text, and only with the right token', async () => {
    const app = await startTestApp();
    const ask = (token: string) =>
      fetch(
        `${app.url}/webhooks/messenger?hub.mode=subscribe&hub.challenge=%3Cb%3E42&hub.verify_token=${token}`,
      );
    const right = await ask(CHANNEL_ENV.MESSENGER_VERIFY_TOKEN);
    expect([right.status, await right.text()]).toEqual([200, '<b>42']);
    expect(right.headers.get('content-type')).toContain('text/plain');
    expect((await ask('wrong')).status).toBe(403);
    expect((await fetch(`${app.url}/webhooks/messenger`)).status).toBe(403);
  });

  it('serves Zalo’s domain file under its own code only', async () => {
    const app = await startTestApp({ ZALO_VERIFIER_CODE: 'AbC-123' });
    const page = await fetch(`${app.url}/zalo_verifierAbC-123.html`);
    expect(await page.text()).toContain('content="AbC-123"');
    expect((await fetch(`${app.url}/zalo_verifierother.html`)).status).toBe(404);
    expect((await fetch(`${app.url}/webhooks/zalo`)).status).toBe(200);
  });
});
