import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMessengerChannel } from '../../../src/channels/messenger/channel.ts';
import { SUBSCRIBED_FIELDS } from '../../../src/channels/messenger/subscription.ts';
import { SendError } from '../../../src/channels/send-error.ts';
import type { Button, OutboundPart } from '../../../src/domain/message.ts';
import { Day } from '../../../src/lib/duration.ts';
import { never } from '../../contracts/channel/descriptor.ts';
import { anyMessage } from '../../contracts/channel/messages.ts';
import { SEED } from '../../contracts/channel/webhooks.ts';
import {
  APP_SECRET,
  JPEG,
  type MessengerWorld,
  memoryUploadCache,
  messengerSettings,
  messengerWorld,
  outbound,
  PAGE_ID,
  PAGE_TOKEN,
  PSID,
  START_MS,
} from './support.ts';

/** Only for calls that are never answered. */
const SHORT_MS = 500;

let world: MessengerWorld;

beforeEach(async () => {
  world = await messengerWorld();
});

afterEach(() => world.close());

const text = (words: string, buttons?: Button[]): OutboundPart => ({
  kind: 'text',
  text: words,
  ...(buttons && { buttons }),
});

const send = (part: OutboundPart = text('Chào chị')) => world.channel.send(outbound(part), never());

async function failureOf(sending: Promise<unknown>): Promise<SendError> {
  const error = await sending.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof SendError)) throw new Error(`no SendError but ${String(error)}`);
  return error;
}

describe('sending on Messenger', () => {
  it('delivers a text with the row’s id as metadata, and tells its id and time', async () => {
    const receipt = await send();
    expect(world.graph.sent).toMatchObject([
      { psid: PSID, messagingType: 'RESPONSE', text: 'Chào chị', metadata: 'out-1', quickReplies: [] },
    ]);
    expect(receipt).toEqual({ platformMessageId: world.graph.sent[0]?.messageId, sentAtMs: START_MS });
  });

  it.each([
    ['safety', 'RESPONSE'],
    ['reply', 'RESPONSE'],
    ['broadcast', 'UPDATE'],
  ] as const)('says for lane %s that it is a %s', async (lane, type) => {
    await world.channel.send({ ...outbound(text('x')), lane }, never());
    expect(world.graph.sent[0]?.messagingType).toBe(type);
  });

  it('sends answers as quick replies', async () => {
    await send(text('Gửi chưa?', [{ kind: 'reply', title: 'Gửi', payload: '#lt:a:b:c:d' }]));
    expect(world.graph.sent[0]).toMatchObject({
      text: 'Gửi chưa?',
      quickReplies: [{ content_type: 'text', title: 'Gửi', payload: '#lt:a:b:c:d' }],
      buttons: [],
    });
  });

  it('sends links and calls as a button template', async () => {
    await send(
      text('Xem ạ:', [
        { kind: 'reply', title: 'Gửi', payload: '#lt:a:b:c:d' },
        { kind: 'url', title: 'Xem', url: 'https://thon.example/c/1' },
        { kind: 'phone', title: 'Gọi', phone: '0259 000 0000' },
      ]),
    );
    expect(world.graph.sent[0]?.buttons).toEqual([
      { type: 'postback', title: 'Gửi', payload: '#lt:a:b:c:d' },
      { type: 'web_url', title: 'Xem', url: 'https://thon.example/c/1' },
      { type: 'phone_number', title: 'Gọi', payload: '+842590000000' },
    ]);
  });

  it('gives everything that it renders to a platform that takes it', async () => {
    await fc.assert(
      fc.asyncProperty(anyMessage, async ({ text: words, buttons = [] }) => {
        for (const part of world.channel.render({ text: words, buttons })) await send(part);
      }),
      { seed: SEED, numRuns: 60 },
    );
    expect(world.graph.sent.length).toBeGreaterThan(60);
  });

  it('refuses a medium with words of its own rather than losing them', async () => {
    const part: OutboundPart = { kind: 'media', media: world.picture, caption: 'Buổi họp' };
    expect((await failureOf(send(part))).code).toBe('message-invalid');
  });

  it('refuses to write to the Page itself as if it were a person', async () => {
    const toPage = { ...outbound(text('x')), conversationId: `messenger:${PAGE_ID}:@account` };
    expect((await failureOf(world.channel.send(toPage, never()))).code).toBe('message-invalid');
  });

  it('is proved by the echo, even when it comes before the answer or instead of it', async () => {
    const heard: string[] = [];
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const raw = Buffer.concat(chunks);
      expect(world.channel.verify(raw, request.headers)).toBe(true);
      for (const result of world.channel.parse(JSON.parse(raw.toString('utf8'))))
        if (result.outcome === 'event') heard.push(String(result.event.activity.value?.metadata));
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    world.graph.setWebhookUrl(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    world.graph.setEchoMode('before');
    await world.channel.send(outbound(text('một'), 'out-1'), never());
    expect(heard).toEqual(['out-1']);
    world.graph.setEchoMode('after');
    world.graph.failures.next(1, 'server-error-after');
    await failureOf(world.channel.send(outbound(text('hai'), 'out-2'), never()));
    await world.graph.idle();
    expect(heard).toEqual(['out-1', 'out-2']);
    world.graph.setEchoMode('off');
    await world.channel.send(outbound(text('ba'), 'out-3'), never());
    await world.graph.idle();
    expect(heard).toHaveLength(2);
    await new Promise((resolve) => server.close(resolve));
  });
});

describe('the request', () => {
  it('bears the token in a header only, with the proof of the app secret', async () => {
    const seen: { url: string; headers: IncomingHttpHeaders }[] = [];
    const server = createServer((request, response) => {
      seen.push({ url: request.url ?? '', headers: request.headers });
      response.setHeader('content-type', 'application/json');
      response.end('{"recipient_id":"1","message_id":"m_1"}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const channel = createMessengerChannel({
      settings: {
        ...messengerSettings(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
        appSecret: '1WDVGY78',
        pageToken: '1234567890',
      },
      publicUrl: null,
      clock: world.clock,
      uploads: memoryUploadCache(),
      media: { read: async () => JPEG },
    });
    await channel.send(outbound(text('x')), never());
    expect(seen[0]?.url).toBe(
      `/v26.0/${PAGE_ID}/messages?appsecret_proof=4894f81b47c53ccf240a1130d119db2c69833eac9be09adeebc8e7226fb73e73`,
    );
    expect(seen[0]?.headers.authorization).toBe('Bearer 1234567890');
    channel.close();
    await new Promise((resolve) => server.close(resolve));
  });
});

describe('uploads', () => {
  const media = () => world.picture;
  const part = (): OutboundPart => ({ kind: 'media', media: media() });

  it('carry the bytes, name and type', async () => {
    await send(part());
    expect(world.graph.uploads.all).toMatchObject([
      { kind: 'image', name: 'anh.jpg', contentType: 'image/jpeg', bytes: JPEG },
    ]);
    expect(world.graph.sent[0]?.attachment).toEqual({
      kind: 'image',
      attachmentId: world.graph.uploads.all[0]?.id,
    });
  });

  it.each([
    ['audio', 'audio/mpeg', 'tieng.mp3'],
    ['video', 'video/mp4', 'phim.mp4'],
    ['file', 'application/pdf', 'to-roi.pdf'],
  ] as const)('carry %s', async (kind, contentType, name) => {
    await send({ kind: 'media', media: world.addMedia(Buffer.from(name), { kind, contentType, name }) });
    expect(world.graph.sent[0]?.attachment?.kind).toBe(kind);
  });

  it('are made anew after 80 days', async () => {
    await send(part());
    world.clock.advance(80 * Day.ms);
    world.graph.events.text(PSID, 'tôi đây');
    await send(part());
    expect(world.graph.uploads.all).toHaveLength(2);
  });

  it('are made anew when a plain refusal may mean that an older one is gone', async () => {
    await send(part());
    world.graph.failures.next(1, 'invalid-parameter');
    expect((await failureOf(send(part()))).code).toBe('attachment-expired');
    await send(part());
    expect(world.graph.uploads.all).toHaveLength(2);
  });

  it('that are fresh are not blamed for a plain refusal', async () => {
    world.graph.failures.next(1, 'invalid-parameter');
    expect((await failureOf(send(part()))).code).toBe('message-invalid');
  });

  it('of bytes that are no picture are refused by the platform', async () => {
    const wrong = world.addMedia(Buffer.from('text'), {
      kind: 'image',
      contentType: 'image/png',
      name: 'a.png',
    });
    expect((await failureOf(send({ kind: 'media', media: wrong }))).code).toBe('attachment-rejected');
    expect(world.graph.sent).toEqual([]);
  });

  it.each([
    ['not-json', 'platform-busy'],
    ['server-error-after', 'platform-busy'],
    ['unknown-error', 'platform-busy'],
    ['throttled', 'throttled'],
    ['token-expired', 'account-stopped'],
    ['timeout-after', 'unreachable'],
  ] as const)('that fail with %s have surely sent nothing: %s', async (failure, code) => {
    await world.close();
    world = await messengerWorld(failure === 'timeout-after' ? { timeoutMs: SHORT_MS } : {});
    world.graph.failures.next(1, failure, 'upload');
    expect((await failureOf(send(part()))).code).toBe(code);
    expect(world.graph.sent).toEqual([]);
  });

  it('go on when the memory of uploads does not answer', async () => {
    await world.close();
    const down = async () => {
      throw new Error('store is down');
    };
    world = await messengerWorld({ uploads: { get: down, put: down, drop: down } });
    await send(part());
    expect(world.graph.sent).toHaveLength(1);
  });

  it('that another caller gave up are made again', async () => {
    world.graph.failures.next(1, 'timeout-before', 'upload');
    const giveUp = new AbortController();
    const first = failureOf(world.channel.send(outbound(part()), giveUp.signal));
    await uploadsToBegin(1);
    const second = send(part());
    giveUp.abort();
    expect((await first).code).toBe('unreachable');
    await second;
    expect(world.graph.sent).toHaveLength(1);
  });

  it('of another caller are not waited for by who gives up', async () => {
    world.graph.failures.next(1, 'timeout-before', 'upload');
    const [giveUp, giveUpLater] = [new AbortController(), new AbortController()];
    const first = failureOf(world.channel.send(outbound(part()), giveUpLater.signal));
    await uploadsToBegin(1);
    const second = failureOf(world.channel.send(outbound(part()), giveUp.signal));
    giveUp.abort();
    expect((await second).code).toBe('unreachable');
    giveUpLater.abort();
    await first;
    expect(world.graph.sent).toEqual([]);
  });

  function uploadsToBegin(count: number): Promise<void> {
    const path = `POST /${PAGE_ID}/message_attachments`;
    return vi.waitFor(() => expect(world.graph.requests.get(path)).toBe(count));
  }
});

describe('pressure', () => {
  it('follows the usage headers and is forgotten when they are old', async () => {
    expect(world.channel.pressure()).toBe(0);
    world.graph.setUsage(80);
    await send();
    expect(world.channel.pressure()).toBe(0.8);
    world.clock.advance(6 * 60_000);
    expect(world.channel.pressure()).toBe(0);
  });

  it('is full while access is being regained', async () => {
    world.graph.setUsage(20, 30);
    await send();
    expect(world.channel.pressure()).toBe(1);
    world.clock.advance(29 * 60_000);
    expect(world.channel.pressure()).toBe(1);
    world.clock.advance(2 * 60_000);
    expect(world.channel.pressure()).toBe(0);
  });
});

describe('looking up a profile', () => {
  it('gives the name with the family name first', async () => {
    expect(await world.channel.profile(PSID, never())).toEqual({ displayName: 'Người Mẫu' });
  });

  it('gives null for a name that is not told, and for a person not known', async () => {
    world.graph.addUser({ psid: '42', sharesProfile: false, lastInteractionAtMs: START_MS });
    expect(await world.channel.profile('42', never())).toBeNull();
    expect(await world.channel.profile('43', never())).toBeNull();
  });

  it('fails like a call that can be repeated', async () => {
    world.graph.failures.next(1, 'server-error-before', 'read');
    expect((await failureOf(world.channel.profile(PSID, never()))).code).toBe('platform-busy');
    world.graph.failures.next(1, 'token-expired', 'read');
    expect((await failureOf(world.channel.profile(PSID, never()))).code).toBe('account-stopped');
  });
});

describe('setting up the menu', () => {
  it('sets Get Started, greeting and menu in one call that may be repeated', async () => {
    await world.channel.setUpMenu(never());
    await world.channel.setUpMenu(never());
    expect(world.graph.requests.get('POST /me/messenger_profile')).toBe(2);
    expect(world.graph.settings.profile).toMatchObject({
      get_started: { payload: 'GET_STARTED' },
      greeting: [{ locale: 'default', text: expect.stringContaining('trợ lý tự động') }],
      persistent_menu: [
        {
          locale: 'default',
          call_to_actions: expect.arrayContaining([expect.objectContaining({ title: 'Menu' })]),
        },
      ],
    });
  });

  it('cuts to the platform’s limits', async () => {
    await world.close();
    world = await messengerWorld({
      menu: {
        greeting: 'ừ '.repeat(200),
        items: Array.from({ length: 30 }, (_, index) => ({ kind: 'word', title: `Mục ${index} `.repeat(9) })),
      },
    });
    await world.channel.setUpMenu(never());
    expect(world.graph.settings.profile).toHaveProperty('persistent_menu');
  });

  it('makes items that come back as their words', async () => {
    await world.channel.setUpMenu(never());
    const [menu] = world.graph.settings.profile.persistent_menu as {
      call_to_actions: { title: string; payload: string }[];
    }[];
    const { title = '', payload = '' } = menu?.call_to_actions[0] ?? {};
    const { body } = world.graph.signed(world.graph.events.postback(PSID, title, payload));
    expect(world.channel.parse(JSON.parse(body))).toMatchObject([
      { outcome: 'event', event: { kind: 'message', activity: { text: 'Menu' } } },
    ]);
  });

  it('tells when the platform refuses', async () => {
    world.graph.failures.next(1, 'permission-missing', 'read');
    expect((await failureOf(world.channel.setUpMenu(never()))).code).toBe('account-stopped');
  });
});

describe('the webhook subscription', () => {
  it('is missing at first, whole once asked for, and missed again when Meta drops it', async () => {
    const missing = () => world.channel.missingSubscriptions(never());
    expect(await missing()).toEqual(SUBSCRIBED_FIELDS);
    await world.channel.subscribe(never());
    expect(await missing()).toEqual([]);
    world.graph.settings.handleSubscription('POST', 'messages,messaging_handover');
    expect(await missing()).toEqual(
      SUBSCRIBED_FIELDS.filter((field) => !['messages', 'messaging_handovers'].includes(field)),
    );
  });

  it('that cannot be read is a failure, not a loss', async () => {
    world.graph.failures.next(2, 'not-json', 'read');
    expect((await failureOf(world.channel.missingSubscriptions(never()))).code).toBe('platform-busy');
    expect((await failureOf(world.channel.subscribe(never()))).code).toBe('platform-busy');
  });
});

describe('secrets', () => {
  it.each(['throttled', 'unlisted-error', 'not-json', 'timeout-before'] as const)(
    'are in no error when %s hits an upload or a look-up',
    async (failure) => {
      await world.close();
      world = await messengerWorld(failure === 'timeout-before' ? { timeoutMs: SHORT_MS } : {});
      for (const target of ['upload', 'read'] as const) {
        world.graph.failures.next(1, failure, target);
        const call =
          target === 'upload'
            ? send({ kind: 'media', media: world.picture })
            : world.channel.profile(PSID, never());
        const error = await failureOf(call);
        const told = `${error.stack}${JSON.stringify(error)}${String(error.cause)}`;
        for (const secret of [APP_SECRET, PAGE_TOKEN, PSID]) expect(told).not.toContain(secret);
      }
    },
  );
});
