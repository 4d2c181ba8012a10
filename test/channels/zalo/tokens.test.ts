import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RefreshOutcome, TokenUnavailableError } from '../../../src/channels/zalo/refresh-call.ts';
import { createZaloTokens, type ZaloTokens } from '../../../src/channels/zalo/tokens.ts';
import { frozenClock } from '../../../src/lib/clock.ts';
import { Day, Hour, Minute } from '../../../src/lib/duration.ts';
import { seededIds } from '../../../src/lib/ids.ts';
import { createTokens } from '../../../src/simulator/fakes/zalo/oauth.ts';
import { memoryTokenStore, nextTurn, OA_ID, SEED, START_MS } from './support.ts';

const TIMEOUT_MS = 10_000;
const LEASE_MS = 30_000;

/** One token desk and one store, with as many processes as a test needs. */
function tokenWorld() {
  const clock = frozenClock(START_MS);
  const store = memoryTokenStore();
  const desk = createTokens({
    appId: 'app',
    appSecret: 'secret',
    refreshToken: SEED,
    clock,
    ids: seededIds('desk'),
  });
  let processes = 0;
  let calls = 0;

  /** What the token desk answers, as the channel's call reports it. */
  async function ask(refreshToken: string): Promise<RefreshOutcome> {
    calls += 1;
    const form = new URLSearchParams({
      app_id: 'app',
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
    });
    const answer = desk.handle(form, 'secret');
    const body = answer.kind === 'json' ? (answer.body as Record<string, string>) : {};
    if (!body.access_token || !body.refresh_token) return { kind: 'refused' };
    return {
      kind: 'granted',
      accessToken: body.access_token,
      refreshToken: body.refresh_token,
      lifeMs: Number(body.expires_in) * 1_000,
    };
  }

  function start(
    options: { seed?: string; refresh?: (token: string) => Promise<RefreshOutcome> } = {},
  ): ZaloTokens {
    processes += 1;
    return createZaloTokens({
      oaId: OA_ID,
      seed: options.seed ?? SEED,
      store,
      refresh: options.refresh ?? ask,
      refreshTimeoutMs: TIMEOUT_MS,
      clock,
      ids: seededIds(`process-${processes}`),
      sleep: nextTurn,
    });
  }

  return { clock, store, desk, ask, start, calls: () => calls };
}

/** A refresh whose answer the test gives when it likes. */
function heldRefresh() {
  let release: (outcome: RefreshOutcome) => void = () => {};
  let begun: (refreshToken: string) => void = () => {};
  const started = new Promise<string>((resolve) => {
    begun = resolve;
  });
  return {
    started,
    answer: (outcome: RefreshOutcome) => release(outcome),
    refresh: (refreshToken: string) => {
      begun(refreshToken);
      return new Promise<RefreshOutcome>((resolve) => {
        release = resolve;
      });
    },
  };
}

const unknown = async (): Promise<RefreshOutcome> => ({ kind: 'unknown' });
const notTried = async (): Promise<RefreshOutcome> => ({ kind: 'not-tried' });

function reasonOfError(error: unknown): string {
  if (!(error instanceof TokenUnavailableError)) throw error;
  return error.reason;
}

function reasonOf(token: Promise<string>): Promise<string> {
  return token.then(() => 'a token', reasonOfError);
}

describe('the token pair', () => {
  it('begins with the seed and is committed before it is used', async () => {
    const { start, store, desk } = tokenWorld();
    const token = await start().access();
    expect(store.stored()).toMatchObject({
      accessToken: token,
      refreshToken: desk.refreshToken,
      previousRefreshToken: SEED,
      refreshing: null,
      needsConsent: false,
    });
    expect(desk.check(token)).toBe('valid');
  });

  it('is refreshed once by twenty processes that all need it at the same time', async () => {
    const { start, desk, calls } = tokenWorld();
    const tokens = await Promise.all(Array.from({ length: 20 }, () => start().access()));
    expect(new Set(tokens).size).toBe(1);
    expect(calls()).toBe(1);
    expect(desk.issued).toBe(1);
  });

  it('is refreshed once per expiry by processes that hammer it for a month', async () => {
    const { start, clock, calls, desk } = tokenWorld();
    const processes = Array.from({ length: 8 }, () => start());
    for (let day = 0; day < 30; day += 1) {
      const tokens = await Promise.all(processes.flatMap((tokens) => [tokens.access(), tokens.access()]));
      expect(new Set(tokens).size).toBe(1);
      expect(desk.check(tokens[0])).toBe('valid');
      clock.advance(25 * Hour.ms);
    }
    expect(calls()).toBe(30);
  });

  it('survives a restart, the seed notwithstanding', async () => {
    const { start, calls } = tokenWorld();
    const token = await start().access();
    expect(await start().access()).toBe(token);
    expect(calls()).toBe(1);
  });

  it('begins anew when the seed changes, also for an account that needed consent', async () => {
    const { start, store, desk } = tokenWorld();
    await start().access();
    desk.revoke();
    const newSeed = desk.issueRefreshToken();
    expect((await start().keepFresh()).state).toBe('fresh');
    const token = await start({ seed: newSeed }).access();
    expect(desk.check(token)).toBe('valid');
    expect(store.stored()?.needsConsent).toBe(false);
  });

  it('is not thrown back by a process that still runs with the old seed', async () => {
    const { start, desk, clock, calls } = tokenWorld();
    const old = start();
    await old.access();
    const token = await start({ seed: desk.issueRefreshToken() }).access();
    clock.advance(Minute.ms);
    expect(await old.access()).toBe(token);
    expect(calls()).toBe(2);
  });
});

describe('keeping the pair fresh', () => {
  it('leaves a pair under 20 hours alone and refreshes an older one', async () => {
    const { start, clock } = tokenWorld();
    const tokens = start();
    await tokens.access();
    clock.advance(20 * Hour.ms - 1);
    expect(await tokens.keepFresh()).toEqual({ state: 'fresh', ageMs: 20 * Hour.ms - 1 });
    clock.advance(1);
    expect(await tokens.keepFresh()).toEqual({ state: 'refreshed', ageMs: 0 });
  });

  it('revives a pair that was idle for a month, but not one idle for longer than the refresh token lives', async () => {
    const { start, clock } = tokenWorld();
    await start().access();
    clock.advance(31 * Day.ms);
    expect(await start().keepFresh()).toMatchObject({ state: 'refreshed' });
    clock.advance(91 * Day.ms);
    expect(await start().keepFresh()).toMatchObject({ state: 'needs-consent' });
  });

  it('stops asking once a human is needed', async () => {
    const { start, desk, calls, clock } = tokenWorld();
    const tokens = start();
    await tokens.access();
    desk.revoke();
    clock.advance(26 * Hour.ms);
    expect(await reasonOf(tokens.access())).toBe('needs-consent');
    for (let hour = 0; hour < 5; hour += 1) expect((await tokens.keepFresh()).state).toBe('needs-consent');
    expect(calls()).toBe(2);
  });

  it('keeps the old pair when the token desk cannot be reached, and tells so', async () => {
    const { start, clock, store } = tokenWorld();
    const token = await start().access();
    clock.advance(21 * Hour.ms);
    const cutOff = start({ refresh: notTried });
    expect(await cutOff.keepFresh()).toEqual({ state: 'unavailable', ageMs: 21 * Hour.ms });
    expect(await cutOff.access()).toBe(token);
    expect(store.stored()).toMatchObject({ accessToken: token, refreshing: null, needsConsent: false });
    expect((await start().keepFresh()).state).toBe('refreshed');
  });

  it('counts an outage as no attempt, however long it lasts', async () => {
    const { start, store } = tokenWorld();
    const cutOff = start({ refresh: notTried });
    for (let call = 0; call < 10; call += 1) expect(await reasonOf(cutOff.access())).toBe('unreachable');
    expect(store.stored()?.needsConsent).toBe(false);
    await start().access();
  });

  it('raises the alarm while the access token of a pair that nobody can renew still works', async () => {
    const { start, desk, clock } = tokenWorld();
    const tokens = start();
    const token = await tokens.access();
    desk.issueRefreshToken();
    clock.advance(21 * Hour.ms);
    expect((await tokens.keepFresh()).state).toBe('needs-consent');
    expect(await tokens.access()).toBe(token);
  });
});

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
