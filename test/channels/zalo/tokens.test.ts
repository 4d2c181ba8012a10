import { describe, expect, it } from 'vitest';
import type { RefreshOutcome } from '../../../src/channels/zalo/refresh-call.ts';
import { Day, Hour, Minute } from '../../../src/lib/duration.ts';
import { SEED } from './support.ts';
import { notTried, reasonOf, tokenWorld } from './token-world.ts';

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
    expect(store.stored()).toMatchObject({ accessToken: token, needsConsent: false });
    clock.advance(5_000);
    expect((await start().keepFresh()).state).toBe('refreshed');
  });

  it('counts an outage as no attempt, however long it lasts', async () => {
    const { start, store, clock } = tokenWorld();
    const cutOff = start({ refresh: notTried });
    for (let call = 0; call < 10; call += 1) {
      expect(await reasonOf(cutOff.access())).toBe('unreachable');
      clock.advance(5_000);
    }
    expect(store.stored()?.needsConsent).toBe(false);
    await start().access();
  });

  it('asks a token desk that is cut off only every five seconds, however many wait', async () => {
    const { start, clock } = tokenWorld();
    let tries = 0;
    const refresh = async (): Promise<RefreshOutcome> => {
      tries += 1;
      return { kind: 'not-tried' };
    };
    for (const _pause of [1, 2]) {
      const reasons = await Promise.all(
        Array.from({ length: 10 }, () => reasonOf(start({ refresh }).access())),
      );
      expect(new Set(reasons)).toEqual(new Set(['unreachable']));
      clock.advance(5_000);
    }
    expect(tries).toBe(2);
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
