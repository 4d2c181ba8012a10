import { describe, expect, it } from 'vitest';
import { numberButtons } from '../../src/channels/number-buttons.ts';
import { SendError } from '../../src/channels/send-error.ts';
import { textHash } from '../../src/channels/text-hash.ts';
import type { Lane } from '../../src/domain/message.ts';
import { ALICE, acceptedEvent, NOW_MS } from '../support/events.ts';
import { openRuntime, type Runtime } from '../support/runtime.ts';
import { textsOf } from '../support/stub-channel.ts';

const PROOF_WAIT_MS = 5_000;

/** Puts texts for Alice into a lane, one row each. */
async function queue(runtime: Runtime, lane: Lane, ...texts: string[]): Promise<void> {
  await runtime.storage.outbox.insertMany(
    texts.map((text, index) => ({
      id: `${lane}:${text}`,
      conversationId: ALICE,
      lane,
      group: 1,
      index,
      part: { kind: 'text', text },
      purpose: 'reply',
      createdAtMs: NOW_MS,
      notBeforeMs: 0,
      expiresAtMs: NOW_MS + 12 * 3_600_000,
    })),
  );
}

const stateOf = async (runtime: Runtime, id: string) => (await runtime.storage.outbox.get(id))?.state;

describe('a recipient’s lane', () => {
  it('goes out in order and keeps no text of what was sent', async () => {
    const runtime = await openRuntime();
    await queue(runtime, 'reply', 'một', 'hai', 'ba');
    await runtime.send({ conversationId: ALICE, lane: 'reply' });
    expect(textsOf(runtime.channel)).toEqual(['một', 'hai', 'ba']);
    expect(await runtime.storage.outbox.get('reply:một')).toMatchObject({ state: 'sent', part: null });
  });

  it('waits with the later rows while the first one has to wait', async () => {
    const runtime = await openRuntime();
    runtime.channel.outcomes = [new SendError('throttled', { retryAfterMs: 60_000 })];
    await queue(runtime, 'reply', 'một', 'hai');
    const outcome = await runtime.send({ conversationId: ALICE, lane: 'reply' });
    expect(outcome).toEqual({ state: 'later', afterMs: 60_000 });
    expect(textsOf(runtime.channel)).toEqual([]);
    runtime.clock.advance(60_001);
    await runtime.send({ conversationId: ALICE, lane: 'reply' });
    expect(textsOf(runtime.channel)).toEqual(['một', 'hai']);
  });

  it('is written as sending before the platform is called', async () => {
    const runtime = await openRuntime();
    await queue(runtime, 'reply', 'một');
    let stateDuringSend: string | undefined;
    const { send } = runtime.channel;
    runtime.channel.send = async (...args) => {
      stateDuringSend = await stateOf(runtime, 'reply:một');
      return send(...args);
    };
    await runtime.send({ conversationId: ALICE, lane: 'reply' });
    expect(stateDuringSend).toBe('sending');
  });

  it('ends at a final refusal with its reason and goes on', async () => {
    const runtime = await openRuntime();
    runtime.channel.outcomes = [new SendError('message-invalid')];
    await queue(runtime, 'reply', 'một', 'hai');
    await runtime.send({ conversationId: ALICE, lane: 'reply' });
    expect(await runtime.storage.outbox.get('reply:một')).toMatchObject({
      state: 'failed',
      reason: 'message-invalid',
    });
    expect(textsOf(runtime.channel)).toEqual(['hai']);
  });

  it('stops with the whole account when the token is gone, and starts again after a release', async () => {
    const runtime = await openRuntime();
    runtime.channel.outcomes = [new SendError('account-stopped')];
    await queue(runtime, 'reply', 'một');
    await runtime.send({ conversationId: ALICE, lane: 'reply' });
    runtime.clock.advance(3_600_000);
    await runtime.send({ conversationId: ALICE, lane: 'reply' });
    expect(textsOf(runtime.channel)).toEqual([]);
    await runtime.gate.release('zalo', '1001');
    await runtime.send({ conversationId: ALICE, lane: 'reply' });
    expect(textsOf(runtime.channel)).toEqual(['một']);
  });

  it('goes on within half a minute of the release of its account', async () => {
    const runtime = await openRuntime();
    runtime.channel.outcomes = [new SendError('account-stopped')];
    await queue(runtime, 'reply', 'một');
    await runtime.send({ conversationId: ALICE, lane: 'reply' });
    await runtime.gate.release('zalo', '1001');
    runtime.clock.advance(30_000);
    await runtime.send({ conversationId: ALICE, lane: 'reply' });
    expect(textsOf(runtime.channel)).toEqual(['một']);
  });
});

it('an account whose messages are used up is stopped for that reason', async () => {
  const runtime = await openRuntime();
  runtime.channel.outcomes = [new SendError('quota-exhausted', { platformCode: '-211' })];
  await queue(runtime, 'reply', 'một');
  await runtime.send({ conversationId: ALICE, lane: 'reply' });
  const state = await runtime.stores.accountStates.get('zalo:1001');
  expect(state?.value).toMatchObject({ stopped: true, reason: 'quota-exhausted' });
});

describe('a reply whose outcome is unknown', () => {
  it('is sent at most three times, with five seconds for proof each', async () => {
    const runtime = await openRuntime();
    runtime.channel.outcomes = Array.from({ length: 9 }, () => new SendError('unknown-outcome'));
    await queue(runtime, 'reply', 'một');
    for (let n = 0; n < 6; n++) {
      await runtime.send({ conversationId: ALICE, lane: 'reply' });
      await runtime.send({ conversationId: ALICE, lane: 'reply' });
      runtime.clock.advance(PROOF_WAIT_MS);
    }
    expect(textsOf(runtime.channel)).toEqual(['một', 'một', 'một']);
    expect(await stateOf(runtime, 'reply:một')).toBe('failed');
  });

  it('is not sent again once an echo names it', async () => {
    const runtime = await openRuntime();
    runtime.channel.outcomes = [new SendError('unknown-outcome')];
    await queue(runtime, 'reply', 'một');
    await runtime.send({ conversationId: ALICE, lane: 'reply' });
    const value = { echoOf: 'self', metadata: 'reply:một' } as const;
    await runtime.accept(acceptedEvent('echo', '', { kind: 'echo', activity: { value } }));
    await runtime.settle(ALICE);
    runtime.clock.advance(PROOF_WAIT_MS);
    await runtime.send({ conversationId: ALICE, lane: 'reply' });
    expect(textsOf(runtime.channel)).toEqual(['một']);
    expect(await stateOf(runtime, 'reply:một')).toBe('sent');
  });

  it('may still be proven while it waits because its second send was refused for now', async () => {
    const runtime = await openRuntime();
    runtime.channel.outcomes = [
      new SendError('unknown-outcome'),
      new SendError('throttled', { retryAfterMs: 60_000 }),
    ];
    await queue(runtime, 'reply', 'một');
    await runtime.send({ conversationId: ALICE, lane: 'reply' });
    runtime.clock.advance(PROOF_WAIT_MS);
    await runtime.send({ conversationId: ALICE, lane: 'reply' });
    const value = { echoOf: 'self', metadata: 'reply:một' } as const;
    await runtime.accept(acceptedEvent('echo', '', { kind: 'echo', activity: { value } }));
    await runtime.settle(ALICE);
    runtime.clock.advance(60_001);
    await runtime.send({ conversationId: ALICE, lane: 'reply' });
    expect(textsOf(runtime.channel)).toEqual(['một']);
    expect(await stateOf(runtime, 'reply:một')).toBe('sent');
  });

  it('is not given up for refusals that clear up by waiting', async () => {
    const runtime = await openRuntime();
    const throttled = Array.from({ length: 5 }, () => new SendError('throttled', { retryAfterMs: 60_000 }));
    runtime.channel.outcomes = [new SendError('unknown-outcome'), ...throttled];
    await queue(runtime, 'reply', 'một');
    for (let n = 0; n < 7; n++) {
      await runtime.send({ conversationId: ALICE, lane: 'reply' });
      runtime.clock.advance(130_000);
    }
    expect(await stateOf(runtime, 'reply:một')).toBe('sent');
  });

  it('is recognised by its text where the platform returns no id of ours', async () => {
    const runtime = await openRuntime();
    runtime.channel.outcomes = [new SendError('unknown-outcome')];
    await queue(runtime, 'reply', 'một');
    await runtime.send({ conversationId: ALICE, lane: 'reply' });
    const value = { echoOf: 'self', textHash: textHash('một') } as const;
    await runtime.accept(acceptedEvent('echo', '', { kind: 'echo', activity: { value } }));
    await runtime.settle(ALICE);
    expect(await stateOf(runtime, 'reply:một')).toBe('sent');
  });

  it('is recognised by its text also when its buttons went as numbered lines', async () => {
    const runtime = await openRuntime();
    runtime.channel.outcomes = [new SendError('unknown-outcome')];
    const buttons = [{ kind: 'reply' as const, title: 'Có', payload: '#lt:x' }];
    await runtime.storage.outbox.insertMany([
      {
        id: 'ask',
        conversationId: ALICE,
        lane: 'reply',
        group: 1,
        index: 0,
        part: { kind: 'text', text: 'Đúng không ạ?', buttons },
        purpose: 'reply',
        createdAtMs: NOW_MS,
        notBeforeMs: 0,
        expiresAtMs: null,
      },
    ]);
    await runtime.send({ conversationId: ALICE, lane: 'reply' });
    const value = { echoOf: 'self', textHash: textHash(numberButtons('Đúng không ạ?', buttons)) } as const;
    await runtime.accept(acceptedEvent('echo', '', { kind: 'echo', activity: { value } }));
    await runtime.settle(ALICE);
    expect(await stateOf(runtime, 'ask')).toBe('sent');
  });

  it('counts as unknown when its sender died in mid-send', async () => {
    const runtime = await openRuntime();
    await queue(runtime, 'reply', 'một');
    const lane = { conversationId: ALICE, lane: 'reply' } as const;
    const dead = await runtime.storage.outbox.claim(lane, 'dead worker', NOW_MS, 10_000, 1);
    const sending = { to: 'sending', attemptId: 'x', atMs: NOW_MS } as const;
    await runtime.storage.outbox.update('reply:một', dead?.fence ?? -1, sending);
    runtime.clock.advance(10_001);
    await runtime.send(lane);
    expect(textsOf(runtime.channel)).toEqual([]);
    await runtime.send(lane);
    expect(textsOf(runtime.channel)).toEqual(['một']);
  });
});

describe('a broadcast whose outcome is unknown', () => {
  it('is parked and never sent again by itself, and holds nobody up', async () => {
    const runtime = await openRuntime();
    runtime.channel.outcomes = [new SendError('unknown-outcome')];
    await queue(runtime, 'broadcast', 'một', 'hai');
    for (let n = 0; n < 4; n++) {
      await runtime.send({ conversationId: ALICE, lane: 'broadcast' });
      runtime.clock.advance(60_000);
    }
    expect(textsOf(runtime.channel)).toEqual(['một', 'hai']);
    expect(await stateOf(runtime, 'broadcast:một')).toBe('unknown');
  });

  it('does not hold a reply', async () => {
    const runtime = await openRuntime();
    runtime.channel.outcomes = [new SendError('platform-busy')];
    await queue(runtime, 'broadcast', 'loa');
    await runtime.send({ conversationId: ALICE, lane: 'broadcast' });
    await queue(runtime, 'reply', 'trả lời');
    await runtime.send({ conversationId: ALICE, lane: 'reply' });
    expect(textsOf(runtime.channel)).toEqual(['trả lời']);
  });
});

describe('a reply that comes too late', () => {
  it('is skipped after twelve hours and given when the person next writes', async () => {
    const runtime = await openRuntime();
    await runtime.accept(acceptedEvent('a', 'hỏi'));
    await runtime.run(ALICE);
    runtime.clock.advance(13 * 3_600_000);
    await runtime.send({ conversationId: ALICE, lane: 'reply' });
    expect(textsOf(runtime.channel)).toEqual([]);
    const nowMs = runtime.clock.systemNow();
    await runtime.accept(acceptedEvent('b', 'còn đó không', { platformTimeMs: nowMs, acceptedAtMs: nowMs }));
    await runtime.settle(ALICE);
    expect(textsOf(runtime.channel)).toEqual(['nghe: hỏi', 'nghe: còn đó không']);
    expect(await runtime.storage.outbox.owed(ALICE, 10)).toEqual([]);
  });

  it('is not given where the next answer says the same again', async () => {
    const runtime = await openRuntime();
    await runtime.accept(acceptedEvent('a', 'menu'));
    await runtime.run(ALICE);
    runtime.clock.advance(13 * 3_600_000);
    await runtime.send({ conversationId: ALICE, lane: 'reply' });
    const nowMs = runtime.clock.systemNow();
    await runtime.accept(acceptedEvent('b', 'menu ạ', { platformTimeMs: nowMs, acceptedAtMs: nowMs }));
    await runtime.settle(ALICE);
    expect(textsOf(runtime.channel)).toEqual(['nghe: menu ạ']);
    expect(await runtime.storage.outbox.owed(ALICE, 10)).toEqual([]);
  });

  it('is skipped when the window has closed', async () => {
    const runtime = await openRuntime();
    runtime.channel.windowOpen = false;
    await queue(runtime, 'reply', 'một');
    await runtime.send({ conversationId: ALICE, lane: 'reply' });
    expect(await runtime.storage.outbox.get('reply:một')).toMatchObject({
      state: 'skipped',
      reason: 'window-closed',
    });
  });
});
