import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { loopShare } from '../../src/lib/loop-share.ts';

describe('the share of the loop', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const now = () => performance.now();

  /** How long a worker has to rest, ms. */
  async function restOf(share: ReturnType<typeof loopShare>, spentMs: number): Promise<number> {
    const startedAt = now();
    const resting = share.rest(spentMs);
    await vi.runAllTimersAsync();
    await resting;
    return now() - startedAt;
  }

  it('is the whole loop while nothing urgent arrives', async () => {
    expect(await restOf(loopShare({ now }), 10)).toBe(0);
  });

  it('is a fifth while urgent work comes quickly: four times the work in rest', async () => {
    const share = loopShare({ now });
    share.arrived(1_000);
    expect(await restOf(share, 5)).toBe(20);
  });

  it('never lets a worker starve, however long its slice was', async () => {
    const share = loopShare({ now });
    share.arrived(1_000);
    expect(await restOf(share, 10_000)).toBe(50);
  });

  it('counts what arrives within a short while only', async () => {
    const share = loopShare({ now, busyPerSecond: 100 });
    share.arrived(5);
    expect(await restOf(share, 5)).toBe(0);
    share.arrived(5);
    expect(await restOf(share, 5)).toBe(20);
    await vi.advanceTimersByTimeAsync(300);
    expect(await restOf(share, 5)).toBe(0);
  });

  it('can be another one', async () => {
    const share = loopShare({ now, share: 0.5 });
    share.arrived(1_000);
    expect(await restOf(share, 8)).toBe(8);
  });
});
