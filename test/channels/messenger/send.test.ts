import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMessengerChannel } from '../../../src/channels/messenger/channel.ts';
import type { Button, OutboundPart } from '../../../src/domain/message.ts';
import { never } from '../../contracts/channel/descriptor.ts';
import { anyMessage } from '../../contracts/channel/messages.ts';
import { SEED } from '../../contracts/channel/webhooks.ts';
import {
  APP_SECRET,
  failureOf,
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
      sleep: async () => {},
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
