import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FakeZalo } from '../../../src/simulator/fakes/zalo/fake-zalo.ts';
import { field, openZaloClient, SEND, START_MS, USER, type ZaloClient } from './zalo-client.ts';

let client: ZaloClient;
let zalo: FakeZalo;

beforeEach(async () => {
  client = await openZaloClient();
  zalo = client.zalo;
});

afterEach(() => client.close());

describe('the token desk of the fake Zalo', () => {
  it('lets a refresh token be used once and tells the life of a pair as a string', async () => {
    const old = zalo.tokens.refreshToken;
    const pair = await client.refresh(old);
    expect(field(pair, 'expires_in')).toBe('90000');
    expect(field(pair, 'refresh_token')).toBe(zalo.tokens.refreshToken);
    expect(await client.refresh(old)).toMatchObject({ error: -14014 });
  });

  it('refuses another app and another secret under HTTP 200', async () => {
    expect(await client.grant({ app_id: '9', grant_type: 'refresh_token' })).toMatchObject({ error: -14002 });
    expect(await client.grant({ grant_type: 'refresh_token' }, 'oa-secret')).toMatchObject({
      error: expect.any(Number),
    });
  });

  it('lets a code be used once within ten minutes', async () => {
    const code = zalo.tokens.issueCode();
    expect(await client.grant({ grant_type: 'authorization_code', code })).toHaveProperty('access_token');
    expect(await client.grant({ grant_type: 'authorization_code', code })).toMatchObject({ error: -118 });
    const late = zalo.tokens.issueCode();
    client.clock.advance(600_001);
    expect(await client.grant({ grant_type: 'authorization_code', code: late })).toMatchObject({
      error: -118,
    });
  });

  it('forgets an access token after 25 hours and a refresh token after 90 days', async () => {
    client.clock.advance(25 * 3_600_000);
    expect(await client.errorOfMessage({ text: 'x' })).toBe(-220);
    client.useToken('made up');
    expect(await client.errorOfMessage({ text: 'x' })).toBe(-216);
    client.clock.advance(90 * 86_400_000);
    expect(await client.refresh(zalo.tokens.refreshToken)).toMatchObject({ error: -14014 });
  });
});

describe('a message to the fake Zalo', () => {
  const button = { title: 'Gửi', type: 'oa.query.hide', payload: '#x' };
  const template = (payload: unknown) => ({ text: 'Chọn', attachment: { type: 'template', payload } });

  it('is answered without a quota', async () => {
    const answer = await client.post(SEND, { recipient: { user_id: USER }, message: { text: 'Chào' } });
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
    expect(await client.errorOfMessage(message)).toBe(code);
    expect(zalo.sent).toHaveLength(code === 0 ? 1 : 0);
  });

  it('reaches only people who wrote within seven days and have not blocked the OA', async () => {
    expect(await client.errorOfMessage({ text: 'x' }, '404')).toBe(-201);
    expect(await client.errorOfMessage({ text: 'x' }, zalo.addUser().id)).toBe(-230);
    client.clock.shift(7 * 86_400_000);
    expect(await client.errorOfMessage({ text: 'x' })).toBe(0);
    client.clock.shift(1);
    expect(await client.errorOfMessage({ text: 'x' })).toBe(-230);
    zalo.events.seen(USER, ['m']);
    expect(await client.errorOfMessage({ text: 'x' })).toBe(-230);
    zalo.events.text(USER, 'tôi đây');
    expect(await client.errorOfMessage({ text: 'x' })).toBe(0);
  });

  it('goes nowhere on a bare path, and nowhere on the old one', async () => {
    const bare = await fetch(`${zalo.url}/v3.0/oa/message`, { method: 'POST' });
    expect(bare.status).toBe(404);
    expect(
      await client.post('/v2.0/oa/message', { recipient: { user_id: USER }, message: { text: 'x' } }),
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
    expect(field(await client.upload(kind, name, data), 'error')).toBe(code);
  });

  it('lives for seven days', async () => {
    const attachmentId = field(await client.upload('image', 'a.jpg', jpeg), 'data', 'attachment_id');
    const elements = [{ media_type: 'image', attachment_id: attachmentId }];
    const message = { attachment: { type: 'template', payload: { template_type: 'media', elements } } };
    expect(await client.errorOfMessage(message)).toBe(0);
    client.clock.advance(7 * 86_400_000);
    client.useToken(String(field(await client.refresh(zalo.tokens.refreshToken), 'access_token')));
    zalo.events.text(USER, 'tôi đây');
    expect(await client.errorOfMessage(message)).toBe(-100);
  });

  it('of an earlier run is expired, so that a server that outlives the fake sends it anew', async () => {
    const elements = [{ media_type: 'image', attachment_id: 'upload-of-an-earlier-run' }];
    const message = { attachment: { type: 'template', payload: { template_type: 'media', elements } } };
    expect(await client.errorOfMessage(message)).toBe(-100);
  });

  it('is no upload when it is not multipart', async () => {
    expect(await client.post('/v2.0/oa/upload/image', { file: 'x' })).toMatchObject({ error: -201 });
  });
});

describe('what the fake Zalo tells', () => {
  it('about people, the account and their chats', async () => {
    zalo.events.text(USER, 'xin chào');
    await client.errorOfMessage({ text: 'Chào chị' });
    expect(await client.get('/v3.0/oa/user/detail', { user_id: USER })).toMatchObject({
      data: { display_name: 'Người Mẫu' },
    });
    expect(await client.get('/v2.0/oa/getoa', {})).toMatchObject({ data: { oa_id: '2' } });
    expect(await client.get('/v2.0/oa/conversation', { user_id: USER, offset: 0, count: 10 })).toMatchObject({
      data: [
        { src: 0, message: 'Chào chị' },
        { src: 1, message: 'xin chào' },
      ],
    });
    expect(await client.get('/v2.0/oa/listrecentchat', { offset: 0, count: 1 })).toMatchObject({
      data: [{ message: 'Chào chị' }],
    });
    expect(await client.post('/v3.0/oa/quota/message', { user_id: USER })).toMatchObject({
      data: { last_interaction: String(START_MS) },
    });
  });
});
