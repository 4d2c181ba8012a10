import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RefreshOutcome } from '../../../src/channels/zalo/refresh-call.ts';
import { Hour } from '../../../src/lib/duration.ts';
import { nextTurn, SEED } from './support.ts';
import { heldRefresh, LEASE_MS, reasonOf, reasonOfError, tokenWorld, unknown } from './token-world.ts';

describe('a refresh whose answer is lost', () => {
  it('is written down before it is sent', async () => {
    const { start, store, clock } = tokenWorld();
    const held = heldRefresh();
    const token = start({ refresh: held.refresh }).access();
    expect(await held.started).toBe(SEED);
    expect(store.stored()?.refreshing).toMatchObject({ attempts: 1, untilMs: clock.systemNow() + LEASE_MS });
    held.answer({ kind: 'granted', accessToken: 'a', refreshToken: 'r', lifeMs: Hour.ms });
    expect(await token).toBe('a');
  });

  it('is tried once more with the same token, which may still live', async () => {
    const { start, clock, desk } = tokenWorld();
    expect(await reasonOf(start({ refresh: unknown }).access())).toBe('unreachable');
    expect(await reasonOf(start().access())).toBe('unreachable');
    clock.advance(30_000);
    expect(desk.check(await start().access())).toBe('valid');
  });

  it('needs a human when that token proves spent', async () => {
    const { start, clock, ask } = tokenWorld();
    const lostAnswer = async (token: string): Promise<RefreshOutcome> => {
      await ask(token);
      return { kind: 'unknown' };
    };
    expect(await reasonOf(start({ refresh: lostAnswer }).access())).toBe('unreachable');
    clock.advance(30_000);
    expect(await reasonOf(start().access())).toBe('needs-consent');
  });

  it('needs a human when the second answer is lost too', async () => {
    const { start, clock, store } = tokenWorld();
    const tokens = start({ refresh: unknown });
    expect(await reasonOf(tokens.access())).toBe('unreachable');
    clock.advance(30_000);
    expect(await reasonOf(tokens.access())).toBe('needs-consent');
    expect(store.stored()).toMatchObject({ needsConsent: true, refreshToken: SEED });
  });

  it('does not disturb those whose access token is still good', async () => {
    const { start, clock } = tokenWorld();
    const token = await start().access();
    clock.advance(21 * Hour.ms);
    const held = heldRefresh();
    const refreshing = start({ refresh: held.refresh }).keepFresh();
    await held.started;
    expect(await start().access()).toBe(token);
    held.answer({ kind: 'not-tried' });
    expect((await refreshing).state).toBe('unavailable');
  });
});

describe('a process that dies or sleeps during a refresh', () => {
  it('is waited for until its lease is over, then replaced', async () => {
    const { start, clock, calls } = tokenWorld();
    const dead = heldRefresh();
    start({ refresh: dead.refresh })
      .access()
      .catch(() => {});
    await dead.started;
    const waiting = start().access();
    for (let turn = 0; turn < 5; turn += 1) await nextTurn();
    expect(calls()).toBe(0);
    clock.advance(LEASE_MS);
    await waiting;
    expect(calls()).toBe(1);
  });

  it('that died twice after sending leaves the account to a human', async () => {
    const { start, clock, calls } = tokenWorld();
    for (let death = 0; death < 2; death += 1) {
      const dead = heldRefresh();
      start({ refresh: dead.refresh })
        .access()
        .catch(() => {});
      await dead.started;
      clock.advance(LEASE_MS);
    }
    expect(await reasonOf(start().access())).toBe('needs-consent');
    expect(calls()).toBe(0);
  });

  it('that wakes up with the new pair stores it over the mark of its successor', async () => {
    const { start, clock, ask, store, desk } = tokenWorld();
    const slow = heldRefresh();
    const sleeper = start({ refresh: slow.refresh }).access();
    const granted = await ask(await slow.started);
    clock.advance(LEASE_MS);
    expect(await reasonOf(start().access())).toBe('needs-consent');
    slow.answer(granted);
    expect(desk.check(await sleeper)).toBe('valid');
    expect(store.stored()).toMatchObject({ needsConsent: false, refreshToken: desk.refreshToken });
  });

  it('that wakes up with a refusal leaves the pair of its successor alone', async () => {
    const { start, clock, store, desk } = tokenWorld();
    const slow = heldRefresh();
    const sleeper = start({ refresh: slow.refresh }).access();
    await slow.started;
    clock.advance(LEASE_MS);
    const token = await start().access();
    slow.answer({ kind: 'refused' });
    expect(await sleeper).toBe(token);
    expect(store.stored()).toMatchObject({ needsConsent: false, refreshToken: desk.refreshToken });
  });

  it('keeps a new pair that the store would not take, and stores it first thing afterwards', async () => {
    const { start, store, ask, desk, calls } = tokenWorld();
    const failing = start({
      refresh: async (token) => {
        const outcome = await ask(token);
        store.failWrites(1);
        return outcome;
      },
    });
    await expect(failing.access()).rejects.toThrow('store is down');
    const token = await failing.access();
    expect(desk.check(token)).toBe('valid');
    expect(store.stored()).toMatchObject({ accessToken: token, refreshToken: desk.refreshToken });
    expect(calls()).toBe(1);
  });
});

describe('whatever happens to the processes', () => {
  /** How one try at a refresh goes; only the first is harmless. */
  type Fate = 'well' | 'cut-off' | 'answer-lost' | 'dies-before' | 'dies-after';

  it('ends with a token that Zalo takes, or with a call for a human that had a reason', async () => {
    const fates = fc.array(
      fc.constantFrom<Fate>('well', 'cut-off', 'answer-lost', 'dies-before', 'dies-after'),
      {
        maxLength: 12,
      },
    );
    await fc.assert(
      fc.asyncProperty(fates, fc.integer({ min: 1, max: 5 }), async (plan, processCount) => {
        const { start, ask, clock, desk, store } = tokenWorld();
        const ahead = [...plan];
        const refresh = async (token: string): Promise<RefreshOutcome> => {
          const fate = ahead.shift() ?? 'well';
          if (fate === 'cut-off') return { kind: 'not-tried' };
          if (fate === 'dies-before') return new Promise(() => {});
          const outcome = await ask(token);
          if (fate === 'dies-after') return new Promise(() => {});
          return fate === 'answer-lost' ? { kind: 'unknown' } : outcome;
        };
        while (ahead.length > 0) {
          const before = ahead.length;
          for (let count = 0; count < processCount; count += 1)
            start({ refresh })
              .access()
              .catch(() => {});
          for (let turn = 0; turn < 20; turn += 1) await nextTurn();
          clock.advance(26 * Hour.ms);
          if (store.stored()?.needsConsent || ahead.length === before) break;
        }
        ahead.length = 0;
        const harmed = plan.some((fate) => fate !== 'well' && fate !== 'cut-off');
        const end = await start({ refresh })
          .access()
          .then((token) => desk.check(token), reasonOfError);
        expect(end).toBe(store.stored()?.needsConsent ? 'needs-consent' : 'valid');
        if (!harmed) expect(end).toBe('valid');
        if (end === 'valid') expect(store.stored()?.refreshToken).toBe(desk.refreshToken);
      }),
      { seed: 20261123, numRuns: 150 },
    );
  });
});
