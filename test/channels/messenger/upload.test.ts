import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OutboundPart } from '../../../src/domain/message.ts';
import { Day } from '../../../src/lib/duration.ts';
import { never } from '../../contracts/channel/descriptor.ts';
import { PATIENT } from '../../support/patience.ts';
import { failureOf, JPEG, type MessengerWorld, messengerWorld, outbound, PAGE_ID, PSID } from './support.ts';

/** Only for calls that are never answered. */
const SHORT_MS = 500;

let world: MessengerWorld;

beforeEach(async () => {
  world = await messengerWorld();
});

afterEach(() => world.close());

const send = (part: OutboundPart) => world.channel.send(outbound(part), never());

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
    return vi.waitFor(() => expect(world.graph.requests.get(path)).toBe(count), PATIENT);
  }
});
