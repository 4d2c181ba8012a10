import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { repeat } from '../../src/lib/repeat.ts';

describe('work that is repeated', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('goes on after a round that failed, which is told and ends no process', async () => {
    const failures: unknown[] = [];
    const work = vi.fn().mockRejectedValueOnce(new Error('the store is away')).mockResolvedValue(undefined);
    const stop = repeat(1_000, work, (error) => failures.push(error));
    await vi.advanceTimersByTimeAsync(2_000);
    await stop();
    expect(work).toHaveBeenCalledTimes(2);
    expect(failures).toEqual([new Error('the store is away')]);
  });

  it('never runs twice at a time, and stopping waits for the running round', async () => {
    let end = () => {};
    const work = vi.fn(() => new Promise<void>((resolve) => (end = resolve)));
    const stop = repeat(1_000, work, () => {});
    await vi.advanceTimersByTimeAsync(3_000);
    expect(work).toHaveBeenCalledTimes(1);
    let isStopped = false;
    const stopping = stop().then(() => (isStopped = true));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(isStopped).toBe(false);
    end();
    await stopping;
    expect(work).toHaveBeenCalledTimes(1);
  });
});
