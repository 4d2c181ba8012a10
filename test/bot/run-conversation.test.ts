import { describe, expect, it } from 'vitest';
import { MAX_ATTEMPTS } from '../../src/bot/run-conversation.ts';
import { StorageUnavailable } from '../../src/storage/storage.ts';
import { echoEngine } from '../support/echo-engine.ts';
import { ALICE, acceptedEvent, NOW_MS } from '../support/events.ts';
import { openRuntime } from '../support/runtime.ts';
import { textsOf } from '../support/stub-channel.ts';

describe('a conversation', () => {
  it('answers each waiting event once, in the order of the platform times', async () => {
    const runtime = await openRuntime();
    await runtime.accept(
      acceptedEvent('b', 'hai', { platformTimeMs: NOW_MS + 20 }),
      acceptedEvent('a', 'một', { platformTimeMs: NOW_MS + 10 }),
    );
    await runtime.settle(ALICE);
    await runtime.settle(ALICE);
    expect(textsOf(runtime.channel)).toEqual(['nghe: một', 'nghe: hai']);
  });

  it('gives a redelivered event no second effect', async () => {
    const runtime = await openRuntime();
    const event = acceptedEvent('a', 'một');
    await runtime.accept(event);
    await runtime.settle(ALICE);
    expect(await runtime.accept(event)).toEqual(['duplicate']);
    await runtime.settle(ALICE);
    expect(textsOf(runtime.channel)).toEqual(['nghe: một']);
  });

  it('processes an event that comes after a later one on arrival and marks it late', async () => {
    const notes: string[] = [];
    const runtime = await openRuntime({
      engine: echoEngine((input) => {
        notes.push(input.event.text);
        return null;
      }),
    });
    await runtime.accept(acceptedEvent('b', 'hai', { platformTimeMs: NOW_MS + 20 }));
    await runtime.settle(ALICE);
    const order = (await runtime.storage.conversations.get(ALICE))?.value.lastOrder;
    await runtime.accept(acceptedEvent('a', 'một', { platformTimeMs: NOW_MS + 10 }));
    await runtime.settle(ALICE);
    expect(notes).toEqual(['hai', 'một']);
    expect((await runtime.storage.conversations.get(ALICE))?.value.lastOrder).toEqual(order);
  });

  it('tells the engine whether more events wait', async () => {
    const more: boolean[] = [];
    const runtime = await openRuntime({
      engine: echoEngine((input) => {
        more.push(input.event.more);
        return null;
      }),
    });
    await runtime.accept(...['a', 'b', 'c'].map((id) => acceptedEvent(id, id)));
    await runtime.settle(ALICE);
    expect(more).toEqual([true, true, false]);
  });

  it('writes the conversation once a turn and once more when it comes to rest', async () => {
    const runtime = await openRuntime();
    let commits = 0;
    const { conversations } = runtime.runner;
    runtime.runner.conversations = {
      ...conversations,
      commit: (...args) => {
        commits += 1;
        return conversations.commit(...args);
      },
      release(id, fence, last) {
        if (last) commits += 1;
        return conversations.release(id, fence, last);
      },
    };
    await runtime.accept(acceptedEvent('a', 'một'), acceptedEvent('b', 'hai'));
    await runtime.settle(ALICE);
    expect(commits).toBe(3);
  });

  it('leaves no effect and no text in its document once it has come to rest', async () => {
    const runtime = await openRuntime();
    await runtime.accept(acceptedEvent('a', 'chuyện riêng'));
    await runtime.settle(ALICE);
    const stored = await runtime.storage.conversations.get(ALICE);
    expect(JSON.stringify(stored)).not.toContain('chuyện riêng');
    expect(stored?.value.lastTurn?.effects).toEqual([]);
  });

  it('is left to the worker who holds its lease', async () => {
    const runtime = await openRuntime();
    await runtime.accept(acceptedEvent('a', 'một'));
    await runtime.storage.conversations.claim(ALICE, 'another worker', runtime.clock.systemNow(), 10_000);
    expect(await runtime.run(ALICE)).toBe('busy');
    runtime.clock.advance(10_001);
    expect(await runtime.run(ALICE)).toBe('done');
  });
});

describe('a turn that is cut off', () => {
  it('after its write is finished by the next worker, without running the flow again', async () => {
    let runs = 0;
    let alive = false;
    const runtime = await openRuntime({
      engine: echoEngine(() => {
        runs += 1;
        return null;
      }),
    });
    const apply = runtime.runner.applyEffect;
    runtime.runner.applyEffect = (effect, context) => {
      if (!alive) throw new Error('power cut');
      return apply(effect, context);
    };
    await runtime.accept(acceptedEvent('a', 'một'));
    await runtime.settle(ALICE);
    alive = true;
    runtime.clock.advance(60_000);
    await runtime.settle(ALICE);
    expect(runs).toBe(1);
    expect(textsOf(runtime.channel)).toEqual(['nghe: một']);
    expect(await runtime.storage.inbox.counts()).toMatchObject({ pending: 0, parked: 0 });
  });

  it('recognises its own write when the answer to it was lost', async () => {
    const runtime = await openRuntime();
    const { conversations } = runtime.runner;
    let lost = false;
    runtime.runner.conversations = {
      ...conversations,
      async commit(...args) {
        const version = await conversations.commit(...args);
        if (lost) return version;
        lost = true;
        throw new Error('connection lost');
      },
    };
    await runtime.accept(acceptedEvent('a', 'một'));
    await runtime.settle(ALICE);
    expect(textsOf(runtime.channel)).toEqual(['nghe: một']);
  });
});

describe('a store that is away', () => {
  it('costs the event no attempt and the person no apology, however often, and nothing is forgotten undone', async () => {
    const runtime = await openRuntime();
    const apply = runtime.runner.applyEffect;
    let away = true;
    runtime.runner.applyEffect = async (effect, context) => {
      if (away) throw new StorageUnavailable('unreachable', 'invented');
      await apply(effect, context);
    };
    await runtime.accept(acceptedEvent('a', 'một'));
    for (let n = 0; n < MAX_ATTEMPTS + 2; n++) {
      await expect(runtime.settle(ALICE)).rejects.toThrow(StorageUnavailable);
      runtime.clock.advance(120_000);
    }
    away = false;
    await runtime.settle(ALICE);
    expect(runtime.parked).toEqual([]);
    expect(textsOf(runtime.channel)).toEqual(['nghe: một']);
    expect(await runtime.storage.inbox.counts()).toMatchObject({ pending: 0, parked: 0 });
  });
});

describe('a poison event', () => {
  it('is tried five times, then parked with one apology, and the conversation goes on', async () => {
    let runs = 0;
    const runtime = await openRuntime({
      engine: echoEngine((input) => {
        if (input.event.text !== 'độc') return null;
        runs += 1;
        throw new TypeError('broken flow');
      }),
    });
    await runtime.accept(acceptedEvent('a', 'độc'), acceptedEvent('b', 'lành'));
    for (let n = 0; n < MAX_ATTEMPTS + 1; n++) {
      await runtime.settle(ALICE);
      runtime.clock.advance(120_000);
    }
    expect(runs).toBe(MAX_ATTEMPTS);
    expect(runtime.parked).toEqual(['zalo']);
    const texts = textsOf(runtime.channel);
    expect(texts).toHaveLength(2);
    expect(texts[0]).toContain('Xin lỗi');
    expect(texts[1]).toBe('nghe: lành');
    const parked = await runtime.storage.inbox.parked(10);
    expect(parked.items).toMatchObject([{ key: 'zalo:1001:message:a', errorCode: 'TypeError' }]);
  });

  it('works like any other once it was put back with its cause mended', async () => {
    let broken = true;
    const runtime = await openRuntime({
      engine: echoEngine(() => {
        if (broken) throw new TypeError('broken flow');
        return null;
      }),
    });
    await runtime.accept(acceptedEvent('a', 'một'));
    for (let n = 0; n < MAX_ATTEMPTS; n++) {
      await runtime.settle(ALICE);
      runtime.clock.advance(120_000);
    }
    broken = false;
    expect(await runtime.storage.inbox.unpark('zalo:1001:message:a')).toBe(true);
    await runtime.settle(ALICE);
    expect(textsOf(runtime.channel).at(-1)).toBe('nghe: một');
  });
});
