import { describe, expect, it } from 'vitest';
import { ALICE, acceptedEvent, NOW_MS } from '../support/events.ts';
import { openRuntime } from '../support/runtime.ts';
import { textsOf } from '../support/stub-channel.ts';

const MARKER = { level: 'disclosure', topic: null } as const;
const HOUR_MS = 3_600_000;

describe('the safety card', () => {
  it('is the only answer to a marker and leaves the open flow as it is', async () => {
    const runtime = await openRuntime();
    await runtime.accept(acceptedEvent('a', '', { safety: MARKER }));
    await runtime.settle(ALICE);
    expect(textsOf(runtime.channel)).toEqual(['thẻ an toàn']);
    expect((await runtime.storage.conversations.get(ALICE))?.value.flow.active).toBeNull();
  });

  it('leaves no row in the outbox once it was delivered', async () => {
    const runtime = await openRuntime();
    await runtime.accept(acceptedEvent('a', '', { safety: MARKER }));
    await runtime.settle(ALICE);
    expect(runtime.channel.sent).toHaveLength(1);
    expect(Object.values(await runtime.storage.outbox.counts()).every((n) => n === 0)).toBe(true);
  });

  it('comes also while a human answers and after opting out', async () => {
    const runtime = await openRuntime();
    await runtime.accept(
      acceptedEvent('h', '', { kind: 'echo', activity: { value: { echoOf: 'human' } } }),
      acceptedEvent('a', '', { safety: MARKER }),
    );
    await runtime.settle(ALICE);
    expect(textsOf(runtime.channel)).toEqual(['thẻ an toàn']);
  });

  it('is muted for ten minutes after "Không phải, quay lại"', async () => {
    const runtime = await openRuntime();
    await runtime.accept(acceptedEvent('a', '', { safety: { ...MARKER, answer: 'back' } }));
    await runtime.settle(ALICE);
    expect(textsOf(runtime.channel)).toEqual(['back']);
    const stored = await runtime.storage.conversations.get(ALICE);
    expect(stored?.value.cardMutedUntilMs).toBe(NOW_MS + 10 * 60_000);
  });
});

describe('a voice note', () => {
  const voiceNote = (key: string, kind: 'audio' | 'image' = 'audio') =>
    acceptedEvent(key, '', {
      activity: { attachments: [{ contentType: `loa/${kind}`, contentUrl: 'https://voice.example/a.amr' }] },
    });

  it('is told that nobody has heard it yet, before the flow has its say', async () => {
    const runtime = await openRuntime();
    await runtime.accept(voiceNote('a'));
    await runtime.settle(ALICE);
    expect(textsOf(runtime.channel)).toEqual(['chưa ai nghe (vi)', 'nghe: ']);
  });

  it('is told so once when several come in a row, and again later', async () => {
    const runtime = await openRuntime();
    await runtime.accept(voiceNote('a'), voiceNote('b'));
    await runtime.settle(ALICE);
    runtime.clock.advance(HOUR_MS);
    await runtime.accept(voiceNote('c'));
    await runtime.settle(ALICE);
    const told = textsOf(runtime.channel).filter((text) => text.startsWith('chưa ai nghe'));
    expect(told).toHaveLength(2);
  });

  it('is another thing than a photo', async () => {
    const runtime = await openRuntime();
    await runtime.accept(voiceNote('a', 'image'));
    await runtime.settle(ALICE);
    expect(textsOf(runtime.channel)).toEqual(['nghe: ']);
  });
});

describe('a human in the inbox', () => {
  it('makes the bot quiet for an hour after their last message', async () => {
    const runtime = await openRuntime();
    await runtime.accept(acceptedEvent('h', '', { kind: 'echo', activity: { value: { echoOf: 'human' } } }));
    await runtime.settle(ALICE);
    await runtime.accept(acceptedEvent('a', 'chị ơi'));
    await runtime.settle(ALICE);
    expect(textsOf(runtime.channel)).toEqual([]);
    runtime.clock.advance(HOUR_MS + 1_000);
    await runtime.accept(acceptedEvent('b', 'alo'));
    await runtime.settle(ALICE);
    expect(textsOf(runtime.channel)).toEqual(['nghe: alo']);
  });

  it('is outdone by the word "menu"', async () => {
    const runtime = await openRuntime();
    await runtime.accept(
      acceptedEvent('h', '', { kind: 'echo', activity: { value: { echoOf: 'human' } } }),
      acceptedEvent('a', 'Menu'),
    );
    await runtime.settle(ALICE);
    expect(textsOf(runtime.channel)).toEqual(['nghe: Menu']);
  });
});

describe('a hand-over', () => {
  const handover = (id: string, action: string) =>
    acceptedEvent(id, '', { kind: 'handover', activity: { value: { action } } });

  it.each(['to-other', 'requested'])(
    '%s makes the bot quiet, and one back to us wakes it',
    async (action) => {
      const runtime = await openRuntime();
      await runtime.accept(handover('h', action), acceptedEvent('a', 'chị ơi'));
      await runtime.settle(ALICE);
      expect(textsOf(runtime.channel)).toEqual([]);
      await runtime.accept(handover('b', 'to-us'), acceptedEvent('c', 'em đây'));
      await runtime.settle(ALICE);
      expect(textsOf(runtime.channel)).toEqual(['nghe: em đây']);
    },
  );

  it('and a human’s message that are told late silence nobody now', async () => {
    const runtime = await openRuntime();
    const platformTimeMs = NOW_MS - HOUR_MS - 1;
    await runtime.accept(
      acceptedEvent('h', '', { kind: 'echo', platformTimeMs, activity: { value: { echoOf: 'human' } } }),
      acceptedEvent('a', 'alo'),
    );
    await runtime.settle(ALICE);
    expect(textsOf(runtime.channel)).toEqual(['nghe: alo']);
  });

  it('an answer of another app counts as a human’s', async () => {
    const runtime = await openRuntime();
    await runtime.accept(
      acceptedEvent('h', '', { kind: 'echo', activity: { value: { echoOf: 'other-app' } } }),
      acceptedEvent('a', 'alo'),
    );
    await runtime.settle(ALICE);
    expect(textsOf(runtime.channel)).toEqual([]);
  });
});

describe('events around a conversation', () => {
  it.each(['reaction', 'unfollow', 'handover', 'opt-in', 'submit-info'] as const)(
    '%s is answered with nothing',
    async (kind) => {
      const runtime = await openRuntime();
      await runtime.accept(acceptedEvent('a', '', { kind }));
      await runtime.settle(ALICE);
      expect(textsOf(runtime.channel)).toEqual([]);
      expect(await runtime.storage.inbox.counts()).toMatchObject({ pending: 0, parked: 0 });
    },
  );

  it('open the reply window only when the person did something', async () => {
    const runtime = await openRuntime();
    const lastInteraction = async () =>
      (await runtime.storage.conversations.get(ALICE))?.value.lastInteractionAtMs;
    await runtime.accept(acceptedEvent('e', '', { kind: 'echo', activity: { value: { echoOf: 'self' } } }));
    await runtime.settle(ALICE);
    expect(await lastInteraction()).toBeNull();
    const react = { kind: 'reaction', platformTimeMs: NOW_MS + 500 } as const;
    await runtime.accept(acceptedEvent('r', '', { ...react, activity: { value: { reaction: 'love' } } }));
    await runtime.settle(ALICE);
    expect(await lastInteraction()).toBe(NOW_MS + 500);
    const unreact = { kind: 'reaction', platformTimeMs: NOW_MS + 900 } as const;
    await runtime.accept(
      acceptedEvent('u', '', { ...unreact, activity: { value: { reaction: 'unreact' } } }),
    );
    await runtime.settle(ALICE);
    expect(await lastInteraction()).toBe(NOW_MS + 500);
  });

  it('stop the account when the platform takes a right away', async () => {
    const runtime = await openRuntime();
    const account = 'zalo:1001:@account';
    await runtime.accept(acceptedEvent('p', '', { kind: 'permission-revoked', conversationId: account }));
    await runtime.settle(account);
    expect(await runtime.gate.waitMs('zalo', '1001', 'reply')).toBeGreaterThan(0);
  });
});
