import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AcceptedEvent } from '../../src/domain/event-log.ts';
import type { Backlog } from '../../src/journal/backlog.ts';
import { createDrainer } from '../../src/journal/drainer.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

describe('draining', () => {
  it('makes way while callers crowd, and takes the whole loop when they have gone', async () => {
    let isCrowded = true;
    const waiting = { events: 840 };
    const taken: number[] = [];
    const drainer = createDrainer({
      backlog: backlogOf(waiting),
      firstRetryMs: 1,
      isCrowded: () => isCrowded,
      onIdle: () => {},
      onFailure: () => {},
      putAside: async () => {},
    });
    drainer.start(async (events) => void taken.push(events.length));
    await vi.advanceTimersByTimeAsync(50);
    expect(taken).toEqual([20]);
    // What comes meanwhile is no reason to hurry.
    drainer.wake();
    await vi.advanceTimersByTimeAsync(60);
    expect(taken).toEqual([20, 20]);
    isCrowded = false;
    await vi.advanceTimersByTimeAsync(100);
    expect(taken).toEqual([20, 20, 200, 200, 200, 200]);
    await drainer.stop(0);
  });

  it('stops at once also while it makes way', async () => {
    const drainer = createDrainer({
      backlog: backlogOf({ events: 1_000 }),
      firstRetryMs: 1,
      isCrowded: () => true,
      onIdle: () => {},
      onFailure: () => {},
      putAside: async () => {},
    });
    drainer.start(async () => {});
    await vi.advanceTimersByTimeAsync(50);
    await drainer.stop(60_000);
    expect(vi.getTimerCount()).toBe(0);
  });
});

function backlogOf(waiting: { events: number }): Backlog {
  return {
    push() {},
    appended() {},
    peek: async (limit) =>
      Array.from({ length: Math.min(limit, waiting.events) }, () => ({}) as AcceptedEvent),
    taken: (count) => {
      waiting.events -= count;
    },
    size: () => waiting.events,
    oldestAtMs: () => null,
    emptied: async () => {},
  };
}
