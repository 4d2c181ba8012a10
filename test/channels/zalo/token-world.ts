import { type RefreshOutcome, TokenUnavailableError } from '../../../src/channels/zalo/refresh-call.ts';
import { createZaloTokens, type ZaloTokens } from '../../../src/channels/zalo/tokens.ts';
import { frozenClock } from '../../../src/lib/clock.ts';
import { seededIds } from '../../../src/lib/ids.ts';
import { createTokens } from '../../../src/simulator/fakes/zalo/oauth.ts';
import { memoryTokenStore, nextTurn, OA_ID, SEED, START_MS } from './support.ts';

const TIMEOUT_MS = 10_000;
export const LEASE_MS = 30_000;

/** One token desk and one store, with as many processes as a test needs. */
export function tokenWorld() {
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
export function heldRefresh() {
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

export const unknown = async (): Promise<RefreshOutcome> => ({ kind: 'unknown' });
export const notTried = async (): Promise<RefreshOutcome> => ({ kind: 'not-tried' });

export function reasonOfError(error: unknown): string {
  if (!(error instanceof TokenUnavailableError)) throw error;
  return error.reason;
}

export function reasonOf(token: Promise<string>): Promise<string> {
  return token.then(() => 'a token', reasonOfError);
}
