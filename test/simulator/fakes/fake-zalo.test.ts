import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FrozenClock, frozenClock } from '../../../src/lib/clock.ts';
import { createHttp, type HttpClient } from '../../../src/lib/http.ts';
import { seededIds } from '../../../src/lib/ids.ts';
import { createFakeZalo, type FakeZalo } from '../../../src/simulator/fakes/zalo/fake-zalo.ts';

const START_MS = Date.UTC(2026, 10, 23, 3);
const USER = '9000000000000000001';
const SEND = '/v3.0/oa/message/cs';

let clock: FrozenClock;
let zalo: FakeZalo;
let http: HttpClient;
let accessToken: string;

beforeEach(async () => {
  clock = frozenClock(START_MS);
  zalo = createFakeZalo({
    clock,
    ids: seededIds('fake'),
    appId: '1',
    appSecret: 'app-secret',
    oaId: '2',
    oaSecretKey: 'oa-secret',
    pause: async () => {},
  });
  http = createHttp({ baseUrl: await zalo.listen(), timeoutMs: 5_000 });
  accessToken = String(field(await refresh(zalo.tokens.refreshToken), 'access_token'));
  zalo.addUser({ id: USER, displayName: 'Người Mẫu', lastInteractionAtMs: START_MS });
});

afterEach(async () => {
  http.close();
  await zalo.close();
});

function field(body: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], body);
}

async function grant(form: Record<string, string>, secretKey = 'app-secret'): Promise<unknown> {
  const headers = { secret_key: secretKey };
  return (
    await http.request({
      method: 'POST',
      path: '/v4/oa/access_token',
      headers,
      form: { app_id: '1', ...form },
    })
  ).body;
}

function refresh(refreshToken: string): Promise<unknown> {
  return grant({ grant_type: 'refresh_token', refresh_token: refreshToken });
}

async function post(path: string, json: unknown): Promise<unknown> {
  return (await http.request({ method: 'POST', path, headers: { access_token: accessToken }, json })).body;
}

async function get(path: string, data: unknown): Promise<unknown> {
  const query = encodeURIComponent(JSON.stringify(data));
  return (
    await http.request({
      method: 'GET',
      path: `${path}?data=${query}`,
      headers: { access_token: accessToken },
    })
  ).body;
}

async function errorOfMessage(message: unknown, userId = USER): Promise<unknown> {
  return field(await post(SEND, { recipient: { user_id: userId }, message }), 'error');
}

async function upload(kind: string, name: string, data: Buffer): Promise<unknown> {
  const multipart = [{ name: 'file', fileName: name, contentType: 'application/octet-stream', data }];
  const path = `/v2.0/oa/upload/${kind}`;
  return (await http.request({ method: 'POST', path, headers: { access_token: accessToken }, multipart }))
    .body;
}

describe('the token desk of the fake Zalo', () => {
  it('lets a refresh token be used once and tells the life of a pair as a string', async () => {
    const old = zalo.tokens.refreshToken;
    const pair = await refresh(old);
    expect(field(pair, 'expires_in')).toBe('90000');
    expect(field(pair, 'refresh_token')).toBe(zalo.tokens.refreshToken);
    expect(await refresh(old)).toMatchObject({ error: -14014 });
  });

  it('refuses another app and another secret under HTTP 200', async () => {
    expect(await grant({ app_id: '9', grant_type: 'refresh_token' })).toMatchObject({ error: -14002 });
    expect(await grant({ grant_type: 'refresh_token' }, 'oa-secret')).toMatchObject({
      error: expect.any(Number),
    });
  });

  it('lets a code be used once within ten minutes', async () => {
    const code = zalo.tokens.issueCode();
    expect(await grant({ grant_type: 'authorization_code', code })).toHaveProperty('access_token');
    expect(await grant({ grant_type: 'authorization_code', code })).toMatchObject({ error: -118 });
    const late = zalo.tokens.issueCode();
    clock.advance(600_001);
    expect(await grant({ grant_type: 'authorization_code', code: late })).toMatchObject({ error: -118 });
  });

  it('forgets an access token after 25 hours and a refresh token after 90 days', async () => {
    clock.advance(25 * 3_600_000);
    expect(await errorOfMessage({ text: 'x' })).toBe(-220);
    accessToken = 'made up';
    expect(await errorOfMessage({ text: 'x' })).toBe(-216);
    clock.advance(90 * 86_400_000);
    expect(await refresh(zalo.tokens.refreshToken)).toMatchObject({ error: -14014 });
  });
});

describe('a message to the fake Zalo', () => {
  const button = { title: 'Gửi', type: 'oa.query.hide', payload: '#x' };
  const template = (payload: unknown) => ({ text: 'Chọn', attachment: { type: 'template', payload } });

  it('is answered without a quota', async () => {
    const answer = await post(SEND, { recipient: { user_id: USER }, message: { text: 'Chào' } });
    expect(answer).toEqual({
      data: { message_id: zalo.sent[0]?.messageId, user_id: USER, sent_time: String(START_MS) },
      error: 0,
      message: 'Success',
    });
  });

  it.each([
    ['a text of 2,000', { text: 'a'.repeat(2_000) }, 0],
    ['a text of 2,001', { text: 'a'.repeat(2_001) }, -210],
    ['no text', {}, -201],
    ['five buttons', template({ buttons: Array(5).fill(button) }), 0],
    ['six buttons', template({ buttons: Array(6).fill(button) }), -210],
    ['a long title', template({ buttons: [{ ...button, title: 'a'.repeat(101) }] }), -210],
    ['an unknown button', template({ buttons: [{ ...button, type: 'postback' }] }), -201],
    ['a template_type beside buttons', template({ template_type: 'button', buttons: [button] }), -201],
    ['an image attachment', { attachment: { type: 'image', payload: { attachment_id: '1' } } }, -201],
    [
      'two media',
      template({ template_type: 'media', elements: [{ media_type: 'image' }, { media_type: 'image' }] }),
      -201,
    ],
    [
      'an image by address',
      template({
        template_type: 'media',
        elements: [{ media_type: 'image', url: 'https://a.example/a.jpg' }],
      }),
      0,
    ],
    [
      'an unknown upload',
      template({ template_type: 'media', elements: [{ media_type: 'image', attachment_id: 'no' }] }),
      -201,
    ],
    ['an unknown file', { attachment: { type: 'file', payload: { token: 'no' } } }, -201],
  ])('with %s is judged', async (_, message, code) => {
    expect(await errorOfMessage(message)).toBe(code);
    expect(zalo.sent).toHaveLength(code === 0 ? 1 : 0);
  });

  it('reaches only people who wrote within seven days and have not blocked the OA', async () => {
    expect(await errorOfMessage({ text: 'x' }, '404')).toBe(-201);
    expect(await errorOfMessage({ text: 'x' }, zalo.addUser().id)).toBe(-230);
    clock.shift(7 * 86_400_000);
    expect(await errorOfMessage({ text: 'x' })).toBe(0);
    clock.shift(1);
    expect(await errorOfMessage({ text: 'x' })).toBe(-230);
    zalo.events.seen(USER, ['m']);
    expect(await errorOfMessage({ text: 'x' })).toBe(-230);
    zalo.events.text(USER, 'tôi đây');
    expect(await errorOfMessage({ text: 'x' })).toBe(0);
  });

  it('goes nowhere on a bare path, and nowhere on the old one', async () => {
    const bare = await http.request({
      method: 'POST',
      path: '/v3.0/oa/message',
      headers: { access_token: accessToken },
    });
    expect(bare).toMatchObject({ status: 404, body: undefined });
    expect(
      await post('/v2.0/oa/message', { recipient: { user_id: USER }, message: { text: 'x' } }),
    ).toMatchObject({
      error: -240,
    });
  });
});

describe('an upload to the fake Zalo', () => {
  const jpeg = Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(100)]);

  it.each([
    ['image', 'a.jpg', jpeg, 0],
    ['image', 'a.gif', jpeg, -201],
    ['image', 'a.jpg', Buffer.from('no picture'), -201],
    ['image', 'a.jpg', Buffer.concat([jpeg, Buffer.alloc(1_048_576)]), -210],
    ['file', 'a.pdf', Buffer.from('%PDF'), 0],
    ['file', 'a.xlsx', Buffer.from('PK'), -201],
  ])('of %s %s is judged by name, bytes and size', async (kind, name, data, code) => {
    expect(field(await upload(kind, name, data), 'error')).toBe(code);
  });

  it('lives for seven days', async () => {
    const attachmentId = field(await upload('image', 'a.jpg', jpeg), 'data', 'attachment_id');
    const elements = [{ media_type: 'image', attachment_id: attachmentId }];
    const message = { attachment: { type: 'template', payload: { template_type: 'media', elements } } };
    expect(await errorOfMessage(message)).toBe(0);
    clock.advance(7 * 86_400_000);
    accessToken = String(field(await refresh(zalo.tokens.refreshToken), 'access_token'));
    zalo.events.text(USER, 'tôi đây');
    expect(await errorOfMessage(message)).toBe(-100);
  });

  it('of an earlier run is expired, so that a server that outlives the fake sends it anew', async () => {
    const elements = [{ media_type: 'image', attachment_id: 'upload-of-an-earlier-run' }];
    const message = { attachment: { type: 'template', payload: { template_type: 'media', elements } } };
    expect(await errorOfMessage(message)).toBe(-100);
  });

  it('is no upload when it is not multipart', async () => {
    expect(await post('/v2.0/oa/upload/image', { file: 'x' })).toMatchObject({ error: -201 });
  });
});

describe('what the fake Zalo tells', () => {
  it('about people, the account and their chats', async () => {
    zalo.events.text(USER, 'xin chào');
    await errorOfMessage({ text: 'Chào chị' });
    expect(await get('/v3.0/oa/user/detail', { user_id: USER })).toMatchObject({
      data: { display_name: 'Người Mẫu' },
    });
    expect(await get('/v2.0/oa/getoa', {})).toMatchObject({ data: { oa_id: '2' } });
    expect(await get('/v2.0/oa/conversation', { user_id: USER, offset: 0, count: 10 })).toMatchObject({
      data: [
        { src: 0, message: 'Chào chị' },
        { src: 1, message: 'xin chào' },
      ],
    });
    expect(await get('/v2.0/oa/listrecentchat', { offset: 0, count: 1 })).toMatchObject({
      data: [{ message: 'Chào chị' }],
    });
    expect(await post('/v3.0/oa/quota/message', { user_id: USER })).toMatchObject({
      data: { last_interaction: String(START_MS) },
    });
  });
});

describe('events of the fake Zalo', () => {
  let server: Server;
  let url: string;
  let came: { headers: IncomingHttpHeaders; body: string }[];
  let statuses: number[];

  beforeEach(async () => {
    came = [];
    statuses = [];
    server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8');
      request.on('data', (chunk: string) => {
        body += chunk;
      });
      request.on('end', () => {
        came.push({ headers: request.headers, body });
        response.writeHead(statuses.shift() ?? 200).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/zalo`;
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('are sent again with num_retry and the same body until they are taken', async () => {
    statuses = [503, 500];
    const event = zalo.events.text(USER, 'xin chào');
    expect(await zalo.deliver(url, event, { resends: 5 })).toEqual({ status: 200, tries: 3 });
    expect(came.map(({ headers }) => headers.num_retry)).toEqual([undefined, '1', '2']);
    expect(new Set(came.map(({ body }) => body)).size).toBe(1);
    expect(came[0]?.headers['x-zevent-signature']).toMatch(/^mac=[0-9a-f]{64}$/);
  });

  it('give up when the resends are used up, and when nobody listens', async () => {
    statuses = [503, 503];
    expect(await zalo.deliver(url, zalo.events.follow(USER), { resends: 1 })).toEqual({
      status: 503,
      tries: 2,
    });
    expect(await zalo.deliver('http://127.0.0.1:1/', zalo.events.follow(USER))).toEqual({
      status: null,
      tries: 1,
    });
  });

  it('echo every message that reaches a person', async () => {
    zalo.setWebhookUrl(url);
    await errorOfMessage({ text: 'Chào chị' });
    await zalo.idle();
    expect(came.map(({ body }) => JSON.parse(body))).toMatchObject([
      {
        event_name: 'oa_send_text',
        sender: { id: '2' },
        recipient: { id: USER },
        message: { text: 'Chào chị' },
      },
    ]);
  });

  it('show pictures that people send at an address of their own', async () => {
    const bytes = Buffer.from('ffd8ff', 'hex');
    const response = await fetch(zalo.host(bytes, 'image/jpeg', 'ảnh.jpg'));
    expect(response.headers.get('content-type')).toBe('image/jpeg');
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
  });
});

describe('failures of the fake Zalo', () => {
  it('hit as many calls of their target as were ordered', async () => {
    zalo.failures.next(2, 'throttled');
    expect(await errorOfMessage({ text: 'x' })).toBe(-32);
    expect(field(await get('/v2.0/oa/getoa', {}), 'error')).toBe(0);
    expect(await errorOfMessage({ text: 'x' })).toBe(-32);
    expect(await errorOfMessage({ text: 'x' })).toBe(0);
    expect(zalo.failures.pending).toEqual([]);
  });

  it('that refuse buttons let plain texts through', async () => {
    zalo.failures.next(Number.POSITIVE_INFINITY, 'buttons-refused');
    expect(await errorOfMessage({ text: 'x' })).toBe(0);
    const buttons = [{ title: 'Gửi', type: 'oa.query.hide', payload: '#x' }];
    expect(await errorOfMessage({ text: 'x', attachment: { type: 'template', payload: { buttons } } })).toBe(
      -233,
    );
    zalo.failures.clear();
    expect(await errorOfMessage({ text: 'x', attachment: { type: 'template', payload: { buttons } } })).toBe(
      0,
    );
  });

  it('can be taken back by kind', async () => {
    zalo.failures.next(1, 'throttled');
    zalo.failures.next(1, 'error-200');
    zalo.failures.clear('throttled');
    expect(await errorOfMessage({ text: 'x' })).toBe(-200);
  });

  it('can be slow and right', async () => {
    zalo.failures.next(1, 'slow');
    expect(await errorOfMessage({ text: 'x' })).toBe(0);
  });
});
