import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { numberButtons } from '../../../src/channels/number-buttons.ts';
import { appsecretProof } from '../../../src/channels/zalo/api.ts';
import type { Button } from '../../../src/domain/message.ts';
import { Day } from '../../../src/lib/duration.ts';
import {
  failureOf,
  JPEG,
  never,
  OA_ID,
  outbound,
  PDF,
  START_MS,
  textPart,
  USER_ID,
  type ZaloWorld,
  zaloWorld,
} from './support.ts';

const BUTTONS: Button[] = [
  { kind: 'reply', title: 'Gửi', payload: '#lt:bao-cao:tong-ket:q1:gui' },
  { kind: 'url', title: 'Xem', url: 'https://thon.example/c/1' },
  { kind: 'phone', title: 'Gọi', phone: '0900 000 000' },
];

let world: ZaloWorld;

beforeEach(async () => {
  world = await zaloWorld();
});

afterEach(() => world.close());

function send(part = textPart('Chào chị'), channel = world.channel) {
  return channel.send(outbound(part), never());
}

describe('sending on Zalo', () => {
  it('delivers a text and tells its id and time', async () => {
    const receipt = await send(textPart('Chào chị'));
    expect(world.zalo.sent).toMatchObject([
      { userId: USER_ID, text: 'Chào chị', buttons: [], attachment: null },
    ]);
    expect(receipt).toEqual({ platformMessageId: world.zalo.sent[0]?.messageId, sentAtMs: START_MS });
  });

  it('sends each kind of button as Zalo spells it', async () => {
    await send(textPart('Gửi chưa?', BUTTONS));
    expect(world.zalo.sent[0]?.buttons).toEqual([
      { title: 'Gửi', type: 'oa.query.hide', payload: '#lt:bao-cao:tong-ket:q1:gui' },
      { title: 'Xem', type: 'oa.open.url', payload: { url: 'https://thon.example/c/1' } },
      { title: 'Gọi', type: 'oa.open.phone', payload: { phone_code: '84900000000' } },
    ]);
  });

  it('uploads a picture once and sends it to many', async () => {
    const media = world.addMedia(JPEG, { kind: 'image', contentType: 'image/jpeg', name: 'anh.jpg' });
    const other = world.zalo.addUser({ lastInteractionAtMs: START_MS });
    await Promise.all([
      send({ kind: 'media', media, caption: 'Buổi họp' }),
      world.channel.send(
        { ...outbound({ kind: 'media', media }), conversationId: `zalo:${OA_ID}:${other.id}` },
        never(),
      ),
    ]);
    await send({ kind: 'media', media });
    expect(world.zalo.uploads.all).toMatchObject([{ kind: 'image', name: 'anh.jpg', bytes: JPEG }]);
    const uploadId = world.zalo.uploads.all[0]?.id;
    expect(world.zalo.sent.map(({ attachment }) => attachment?.uploadId)).toEqual([
      uploadId,
      uploadId,
      uploadId,
    ]);
    expect(world.zalo.sent.some(({ text }) => text === 'Buổi họp')).toBe(true);
  });

  it('sends a document by its token', async () => {
    const media = world.addMedia(PDF, { kind: 'file', contentType: 'application/pdf', name: 'a.pdf' });
    await send({ kind: 'media', media });
    expect(world.zalo.sent[0]?.attachment).toMatchObject({
      kind: 'file',
      uploadId: world.zalo.uploads.all[0]?.id,
    });
  });

  it('uploads anew after six days', async () => {
    const media = world.addMedia(JPEG, { kind: 'image', contentType: 'image/jpeg', name: 'a.jpg' });
    await send({ kind: 'media', media });
    world.clock.advance(6 * Day.ms);
    await send({ kind: 'media', media });
    expect(world.zalo.uploads.all).toHaveLength(2);
  });

  it('drops an upload that Zalo has forgotten, so that the retry makes it anew', async () => {
    const media = world.addMedia(JPEG, { kind: 'image', contentType: 'image/jpeg', name: 'a.jpg' });
    await send({ kind: 'media', media });
    const upload = world.zalo.uploads.all[0];
    if (upload) upload.expiresAtMs = 0;
    expect(await failureOf(send({ kind: 'media', media }))).toMatchObject({ code: 'attachment-expired' });
    await send({ kind: 'media', media });
    expect(world.zalo.sent).toHaveLength(2);
  });

  it.each([
    ['bytes that are no picture', Buffer.from('text'), 'a.jpg'],
    ['a name that is no picture', JPEG, 'a.bin'],
    ['a picture over 1 MB', Buffer.concat([JPEG, Buffer.alloc(1_048_576)]), 'a.jpg'],
  ])('learns that Zalo refuses %s', async (_, bytes, name) => {
    const media = world.addMedia(bytes, { kind: 'image', contentType: 'image/jpeg', name });
    expect(await failureOf(send({ kind: 'media', media }))).toMatchObject({ code: 'attachment-rejected' });
    expect(world.zalo.sent).toEqual([]);
  });

  it('says so when the medium is not there', async () => {
    const media = world.addMedia(JPEG, { kind: 'image', contentType: 'image/jpeg', name: 'a.jpg' });
    world.media.clear();
    expect(await failureOf(send({ kind: 'media', media }))).toMatchObject({ code: 'attachment-rejected' });
  });

  it('refuses a recipient of another account before calling', async () => {
    const foreign = { ...outbound(textPart('x')), conversationId: 'zalo:1:2' };
    expect(await failureOf(world.channel.send(foreign, never()))).toMatchObject({ code: 'message-invalid' });
    expect(world.zalo.requests.size).toBe(0);
  });
});

describe('buttons that Zalo refuses', () => {
  it('become numbered text at once, and from then on', async () => {
    world.zalo.failures.next(1, 'buttons-refused');
    await send(textPart('Gửi chưa?', BUTTONS));
    await send(textPart('Gửi chưa?', BUTTONS));
    expect(world.zalo.sent.map(({ text }) => text)).toEqual([
      numberButtons('Gửi chưa?', BUTTONS),
      numberButtons('Gửi chưa?', BUTTONS),
    ]);
    expect(world.zalo.requests.get('/v3.0/oa/message/cs')).toBe(3);
  });

  it('do not cost other mixtures of buttons', async () => {
    world.zalo.failures.next(1, 'buttons-refused');
    await send(textPart('Gửi chưa?', BUTTONS));
    await send(textPart('Gửi chưa?', BUTTONS.slice(0, 1)));
    expect(world.zalo.sent[1]?.buttons).toHaveLength(1);
  });

  it('are not blamed when the plain text is refused too', async () => {
    const stranger = { ...outbound(textPart('x', BUTTONS)), conversationId: `zalo:${OA_ID}:404` };
    expect(await failureOf(world.channel.send(stranger, never()))).toMatchObject({ code: 'message-invalid' });
    await send(textPart('Gửi chưa?', BUTTONS));
    expect(world.zalo.sent[0]?.buttons).toHaveLength(3);
  });
});

describe('the app secret proof', () => {
  it('is the HMAC of the token (known answer)', () => {
    expect(appsecretProof('test_access_token', 'test_app_secret')).toBe(
      'f86b8540509cdb3ad6b1ed956b4c197aff473ad0b9cf075e0b0dca4a8302f6fc',
    );
  });
});

describe('looking up a profile', () => {
  it('gives the name that the person shows', async () => {
    expect(await world.channel.profile(USER_ID, never())).toEqual({ displayName: 'Người Mẫu' });
  });

  it('gives null for a name that is not told', async () => {
    world.zalo.addUser({ id: '42', displayName: '' });
    expect(await world.channel.profile('42', never())).toBeNull();
  });

  it('fails like a send that can be repeated', async () => {
    world.zalo.failures.next(1, 'server-error-before', 'read');
    expect(await failureOf(world.channel.profile(USER_ID, never()))).toMatchObject({ code: 'platform-busy' });
  });
});
