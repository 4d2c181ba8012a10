import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPace } from '../../src/services/pace.ts';
import { type MessengerWorld, messengerWorld, PSID } from '../channels/messenger/support.ts';
import { never, outbound, textPart, type ZaloWorld, zaloWorld } from '../channels/zalo/support.ts';
import { ALICE, NOW_MS } from '../support/events.ts';
import { openRuntime } from '../support/runtime.ts';
import { textsOf } from '../support/stub-channel.ts';

describe('a platform near its own limit', () => {
  const paceAt = (pressure: number) => createPace(new Map([['zalo' as const, { pressure: () => pressure }]]));

  it.each([
    [0, 1],
    [0.74, 1],
    [0.75, 1],
    [0.875, 0.55],
    [1, 0.1],
  ])('at %d of it is sent to with %d of the speed', (pressure, speed) => {
    expect(paceAt(pressure).speed('zalo', 'reply')).toBeCloseTo(speed);
  });

  it('holds broadcasts from nine tenths on, replies never, and the safety card keeps its speed', () => {
    expect(paceAt(0.89).waitMs('zalo', 'broadcast')).toBe(0);
    expect(paceAt(0.9).waitMs('zalo', 'broadcast')).toBeGreaterThan(0);
    expect(paceAt(1).waitMs('zalo', 'reply')).toBe(0);
    expect(paceAt(1).speed('zalo', 'safety')).toBe(1);
  });

  it('that tells nothing is sent to at full speed', () => {
    expect(createPace(new Map()).speed('messenger', 'broadcast')).toBe(1);
  });

  it('keeps broadcasts in the store until the pressure is gone, while replies go out', async () => {
    const { storage, usage, send, channel, clock } = await openRuntime();
    const row = (id: string, lane: 'reply' | 'broadcast') => ({
      id,
      conversationId: ALICE,
      lane,
      group: 1,
      index: 0,
      part: { kind: 'text' as const, text: id },
      purpose: lane,
      createdAtMs: NOW_MS,
      notBeforeMs: 0,
      expiresAtMs: null,
    });
    await storage.outbox.insertMany([row('tin chung', 'broadcast'), row('trả lời', 'reply')]);
    usage.pressure = 0.95;
    expect(await send({ conversationId: ALICE, lane: 'broadcast' })).toMatchObject({ state: 'later' });
    await send({ conversationId: ALICE, lane: 'reply' });
    expect(textsOf(channel)).toEqual(['trả lời']);
    usage.pressure = 0.5;
    clock.advance(30_000);
    await send({ conversationId: ALICE, lane: 'broadcast' });
    expect(textsOf(channel)).toEqual(['trả lời', 'tin chung']);
  });
});

describe('the pressure on the way over HTTP', () => {
  let zalo: ZaloWorld;
  let messenger: MessengerWorld;
  beforeEach(async () => {
    [zalo, messenger] = await Promise.all([zaloWorld(), messengerWorld()]);
  });
  afterEach(() => Promise.all([zalo.close(), messenger.close()]));

  it('is read from Zalo’s headers, and forgotten a minute later', async () => {
    expect(zalo.channel.pressure()).toBe(0);
    zalo.zalo.setRateLimit(4_000, 200);
    await zalo.channel.send(outbound(textPart('Chào chị')), never());
    expect(zalo.channel.pressure()).toBeCloseTo(0.95);
    expect(createPace(new Map([['zalo', zalo.channel]])).waitMs('zalo', 'broadcast')).toBeGreaterThan(0);
    zalo.clock.advance(60_000);
    expect(zalo.channel.pressure()).toBe(0);
  });

  it('is read from Meta’s headers', async () => {
    messenger.graph.setUsage(92);
    await messenger.channel.profile(PSID, never());
    const pace = createPace(new Map([['messenger', messenger.channel]]));
    expect(pace.waitMs('messenger', 'broadcast')).toBeGreaterThan(0);
    expect(pace.speed('messenger', 'reply')).toBeLessThan(0.5);
  });
});
