import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FrozenClock, frozenClock } from '../../../../src/lib/clock.ts';
import { Day, Hour } from '../../../../src/lib/duration.ts';
import { seededIds } from '../../../../src/lib/ids.ts';
import { createFakeGraph, type FakeGraph } from '../../../../src/simulator/fakes/graph/fake-graph.ts';

const PAGE_ID = '1000000000000001';
const APP_SECRET = 'made-up-app-secret';
const PAGE_TOKEN = 'made-up-page-token';
const PSID = '20000000000000017';
const PROOF = createHmac('sha256', APP_SECRET).update(PAGE_TOKEN).digest('hex');
const START_MS = Date.UTC(2026, 10, 23, 3);

let clock: FrozenClock;
let graph: FakeGraph;

beforeEach(async () => {
  clock = frozenClock(START_MS);
  graph = createFakeGraph({
    clock,
    ids: seededIds('graph'),
    pageId: PAGE_ID,
    appId: '300000000000003',
    appSecret: APP_SECRET,
    pageToken: PAGE_TOKEN,
    slowMs: 1,
  });
  await graph.listen();
  graph.addUser({ psid: PSID, lastInteractionAtMs: START_MS });
});

afterEach(() => graph.close());

interface Answer {
  status: number;
  body: Record<string, unknown> & { error?: { code: number; error_subcode?: number } };
}

async function call(
  path: string,
  init: RequestInit & { token?: string; proof?: string | null } = {},
): Promise<Answer> {
  const { token = PAGE_TOKEN, proof = PROOF, ...rest } = init;
  const mark = path.includes('?') ? '&' : '?';
  const url = `${graph.url}/v26.0${path}${proof === null ? '' : `${mark}appsecret_proof=${proof}`}`;
  const response = await fetch(url, {
    ...rest,
    headers: { ...rest.headers, authorization: `Bearer ${token}` },
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}

function post(path: string, json: unknown): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  return call(path, { method: 'POST', headers, body: JSON.stringify(json) });
}

const send = (message: unknown, more: Record<string, unknown> = {}) =>
  post(`/${PAGE_ID}/messages`, { recipient: { id: PSID }, messaging_type: 'RESPONSE', message, ...more });

const codeOf = ({ body }: Answer) =>
  body.error
    ? [body.error.code, body.error.error_subcode].filter((part) => part !== undefined).join('/')
    : 'ok';

const quickReply = (title = 'Có', payload = 'YES') => ({ content_type: 'text', title, payload });
const template = (text: string, buttons: unknown[]) => ({
  attachment: { type: 'template', payload: { template_type: 'button', text, buttons } },
});
const button = { type: 'postback', title: 'Có', payload: 'YES' };

describe('the fake Graph', () => {
  it('answers a message with ids and keeps it', async () => {
    const { body } = await send({ text: 'chào', metadata: 'job' });
    expect(body).toEqual({ recipient_id: PSID, message_id: graph.sent[0]?.messageId });
    expect(graph.sent).toMatchObject([{ psid: PSID, text: 'chào', metadata: 'job', sentAtMs: START_MS }]);
  });

  it.each<[string, unknown, string]>([
    ['a text of 2,000', { text: 'a'.repeat(2_000) }, 'ok'],
    ['a longer text', { text: 'a'.repeat(2_001) }, '100'],
    ['an empty text', { text: ' ' }, '100'],
    ['nothing', {}, '100'],
    ['no message', undefined, '100'],
    [
      'text and attachment',
      { text: 'a', attachment: { type: 'image', payload: { url: 'https://a.example' } } },
      '100',
    ],
    ['13 quick replies', { text: 'a', quick_replies: Array(13).fill(quickReply()) }, 'ok'],
    ['14 quick replies', { text: 'a', quick_replies: Array(14).fill(quickReply()) }, '100'],
    ['a title of 20', { text: 'a', quick_replies: [quickReply('a'.repeat(20))] }, 'ok'],
    ['a longer title', { text: 'a', quick_replies: [quickReply('a'.repeat(21))] }, '100'],
    ['a payload of 1,001', { text: 'a', quick_replies: [quickReply('a', 'a'.repeat(1_001))] }, '100'],
    ['metadata of 1,000', { text: 'a', metadata: 'a'.repeat(1_000) }, '100'],
    ['a template', template('a'.repeat(640), [button, button, button]), 'ok'],
    ['a template with a longer text', template('a'.repeat(641), [button]), '100'],
    ['a template with four buttons', template('a', [button, button, button, button]), '100'],
    ['a template with none', template('a', []), '100'],
    [
      'a call without country',
      template('a', [{ type: 'phone_number', title: 'a', payload: '0900000000' }]),
      '100',
    ],
    [
      'an unknown attachment',
      { attachment: { type: 'image', payload: { attachment_id: '1' } } },
      '100/2018074',
    ],
    [
      'a file by http',
      { attachment: { type: 'image', payload: { url: 'http://a.example' } } },
      '100/2018008',
    ],
  ])('judges %s', async (_, message, code) => {
    expect(codeOf(await send(message))).toBe(code);
  });

  it('knows who may be written to, and when', async () => {
    const at = (psid: string, more = {}) => send({ text: 'a' }, { recipient: { id: psid }, ...more });
    graph.addUser({ psid: '2', unavailable: true, lastInteractionAtMs: START_MS });
    graph.addUser({ psid: '3' });
    expect(codeOf(await at('404'))).toBe('100/2018001');
    expect(codeOf(await at('2'))).toBe('551/1545041');
    expect(codeOf(await at('3'))).toBe('10/2018278');
    clock.advance(24 * Hour.ms);
    expect(codeOf(await at(PSID))).toBe('ok');
    clock.advance(1);
    expect(codeOf(await at(PSID))).toBe('10/2018278');
    expect(codeOf(await at(PSID, { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' }))).toBe('ok');
    expect(codeOf(await at(PSID, { messaging_type: 'MESSAGE_TAG', tag: 'ACCOUNT_UPDATE' }))).toBe('100');
    clock.advance(7 * Day.ms);
    expect(codeOf(await at(PSID, { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' }))).toBe('10/2018278');
    graph.events.seen(PSID);
    graph.events.unreact(PSID, 'm_1');
    expect(codeOf(await at(PSID))).toBe('10/2018278');
    graph.events.react(PSID, 'm_1');
    expect(codeOf(await at(PSID))).toBe('ok');
  });

  it('takes sender actions alone', async () => {
    const action = (more = {}) =>
      post(`/${PAGE_ID}/messages`, {
        recipient: { id: PSID },
        messaging_type: 'RESPONSE',
        sender_action: 'typing_on',
        ...more,
      });
    expect((await action()).body).toEqual({ recipient_id: PSID });
    expect(codeOf(await action({ message: { text: 'a' } }))).toBe('100/2018014');
    expect(graph.sent).toEqual([]);
  });

  it('demands the token and the proof of the app secret', async () => {
    expect(codeOf(await call('/me', { token: 'stolen' }))).toBe('190/467');
    expect(codeOf(await call('/me', { proof: null }))).toBe('100');
    expect(codeOf(await call('/me', { proof: 'f'.repeat(64) }))).toBe('100');
    expect(codeOf(await call('/me'))).toBe('ok');
    expect((await fetch(`${graph.url}/me`)).status).toBe(400);
  });

  it('takes files as multipart, judges them and forgets them after 90 days', async () => {
    const upload = (type: string, bytes: Buffer, contentType: string) => {
      const form = new FormData();
      form.append('message', JSON.stringify({ attachment: { type, payload: { is_reusable: true } } }));
      form.append('filedata', new Blob([new Uint8Array(bytes)], { type: contentType }), 'a.bin');
      return call(`/${PAGE_ID}/message_attachments`, { method: 'POST', body: form });
    };
    const png = Buffer.from('89504e470d0a1a0a', 'hex');
    const { body } = await upload('image', png, 'image/png');
    const id = String(body.attachment_id);
    expect(graph.uploads.find(id)?.bytes).toEqual(png);
    const sendIt = (type: string) => send({ attachment: { type, payload: { attachment_id: id } } });
    expect(codeOf(await sendIt('image'))).toBe('ok');
    expect(codeOf(await sendIt('video'))).toBe('100/2018047');
    expect(codeOf(await upload('image', Buffer.from('text'), 'image/png'))).toBe('100/2018047');
    expect(codeOf(await upload('video', png, 'image/png'))).toBe('100/2018047');
    expect(codeOf(await upload('hologram', png, 'image/png'))).toBe('100');
    const large = Buffer.concat([png, Buffer.alloc(8 * 1_048_576)]);
    expect(codeOf(await upload('image', large, 'image/png'))).toBe('100/2018109');
    expect(codeOf(await upload('file', large, 'application/zip'))).toBe('ok');
    clock.advance(90 * Day.ms);
    graph.events.text(PSID, 'tôi đây');
    expect(codeOf(await sendIt('image'))).toBe('100/2018074');
  });

  it('tells the profile of who has written and shares it', async () => {
    graph.addUser({ psid: '2', sharesProfile: false, lastInteractionAtMs: START_MS });
    graph.addUser({ psid: '3' });
    const { body } = await call(`/${PSID}?fields=first_name`);
    expect(body).toEqual({ id: PSID, first_name: 'Thử 1' });
    expect(codeOf(await call('/2?fields=first_name'))).toBe('100/2018218');
    expect(codeOf(await call('/3?fields=first_name'))).toBe('100/2018218');
    expect(codeOf(await call('/404?fields=first_name'))).toBe('100/33');
  });

  it('keeps the Page’s menu only with Get Started and a default locale', async () => {
    const menu = (locale: string) => ({
      persistent_menu: [{ locale, call_to_actions: [{ type: 'postback', title: 'Menu', payload: 'M' }] }],
    });
    expect(codeOf(await post('/me/messenger_profile', menu('default')))).toBe('100');
    expect(codeOf(await post('/me/messenger_profile', { get_started: { payload: 'GO' } }))).toBe('ok');
    expect(codeOf(await post('/me/messenger_profile', menu('vi_VN')))).toBe('100');
    expect(codeOf(await post('/me/messenger_profile', menu('default')))).toBe('ok');
    const { body } = await call('/me/messenger_profile?fields=get_started');
    expect(body).toEqual({ data: [{ get_started: { payload: 'GO' } }] });
    await call('/me/messenger_profile', {
      method: 'DELETE',
      headers: { 'content-type': 'application/json' },
      body: '{"fields":["persistent_menu"]}',
    });
    expect(graph.settings.profile).toEqual({ get_started: { payload: 'GO' } });
  });

  it('keeps the webhook subscription', async () => {
    const path = `/${PAGE_ID}/subscribed_apps`;
    await call(`${path}?subscribed_fields=messages,message_echoes`, { method: 'POST' });
    expect((await call(path)).body).toEqual({
      data: [{ id: '300000000000003', subscribed_fields: ['messages', 'message_echoes'] }],
    });
    await call(path, { method: 'DELETE' });
    expect((await call(path)).body).toEqual({ data: [] });
  });

  it('reads a conversation back, its last 20 messages only', async () => {
    for (let index = 0; index < 25; index++) graph.events.text(PSID, `tin ${index}`);
    await send({ text: 'trả lời' });
    const { body } = await call(`/${PAGE_ID}/conversations?user_id=${PSID}`);
    const [conversation] = body.data as { id: string }[];
    const { messages } = (await call(`/${conversation?.id}?fields=messages`)).body as {
      messages: { data: { message: string }[] };
    };
    expect(messages.data.map(({ message }) => message).slice(0, 2)).toEqual(['trả lời', 'tin 24']);
    expect(messages.data).toHaveLength(20);
  });

  it('fails as it was told, so often and no longer', async () => {
    graph.failures.next(2, 'temporary');
    expect([codeOf(await send({ text: 'a' })), codeOf(await send({ text: 'a' }))]).toEqual(['1200', '1200']);
    expect(codeOf(await send({ text: 'a' }))).toBe('ok');
    graph.failures.next(Number.POSITIVE_INFINITY, 'window-closed');
    expect(codeOf(await send({ text: 'a' }))).toBe('10/2018278');
    expect(graph.failures.pending).toHaveLength(1);
    graph.failures.clear();
    graph.failures.next(1, 'slow');
    expect(codeOf(await send({ text: 'a' }))).toBe('ok');
  });

  it('delivers batches, and hosts what people send', async () => {
    const bodies: { entry: unknown[] }[] = [];
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      bodies.push(JSON.parse(Buffer.concat(chunks).toString('utf8')) as { entry: unknown[] });
      response.writeHead(503).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const photo = graph.host(Buffer.from('bytes'), 'image/png', 'ảnh.png');
    const events = [graph.events.text(PSID, 'một'), graph.events.images(PSID, [photo])];
    expect(await graph.deliver(url, events)).toEqual({ status: 503 });
    expect(bodies[0]?.entry).toHaveLength(2);
    await new Promise((resolve) => server.close(resolve));
    expect(await graph.deliver(url, events)).toEqual({ status: null });
    const hosted = await fetch(photo);
    expect([await hosted.text(), hosted.headers.get('content-type')]).toEqual(['bytes', 'image/png']);
  });

  it('lets the same seed make the same ids', () => {
    const { psid } = graph.addUser();
    const twin = createFakeGraph({
      clock,
      ids: seededIds('graph'),
      pageId: PAGE_ID,
      appId: '300000000000003',
      appSecret: APP_SECRET,
      pageToken: PAGE_TOKEN,
    });
    expect(twin.addUser().psid).toBe(psid);
    expect(psid).toMatch(/^\d{17}$/);
  });
});
