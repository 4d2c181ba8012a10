import type { Clock } from '../../lib/clock.ts';
import { Hour, Minute, Second } from '../../lib/duration.ts';
import { hashOf, type Ids } from '../../lib/ids.ts';
import { createSingleFlight } from '../../lib/single-flight.ts';
import type { StoredTokens, TokenState, TokenStore } from '../channel.ts';
import { type RefreshOutcome, TokenUnavailableError } from './refresh-call.ts';

/** Older pairs are refreshed by {@link ZaloTokens.keepFresh}; they live 25 h, so this also covers idle accounts. */
const REFRESH_AGE_MS = 20 * Hour.ms;

/** A token this close to its end is not used any more. */
const EXPIRY_MARGIN_MS = Minute.ms;

/** How long one refresh may take before others take over: longer than the HTTP call with its commit. */
const LEASE_MARGIN_MS = 20 * Second.ms;

/** Pause after a refresh without an answer, before the same token is tried a second and last time. */
const RETRY_PAUSE_MS = 30 * Second.ms;

/** Pause after a refresh that did not get through, so that waiting sends do not storm the token desk. */
const BUSY_PAUSE_MS = 5 * Second.ms;

/** Holds the lease during a pause: there is nobody to wait for. */
const NOBODY = 'nobody';

/** Refreshes without a known outcome, after which only a human can help (dossier §3.3). */
const MAX_UNKNOWN_ATTEMPTS = 2;

/** How often a waiting process looks whether the refresh of another is done. */
const POLL_MS = 250;

/** A pair just read is trusted so long, to spare the store a read for each send. */
const CACHE_MS = 10 * Second.ms;

/** Zalo refusing a brand-new token means something else is wrong: no more forced refreshes for this long. */
const FORCED_PAUSE_MS = Minute.ms;

export interface ZaloTokens {
  /** The access token to send with. @throws {TokenUnavailableError} */
  access(signal?: AbortSignal): Promise<string>;
  /** Another access token than the refused one. @throws {TokenUnavailableError} */
  replace(refused: string, signal?: AbortSignal): Promise<string>;
  /** Refreshes a pair older than 20 h. Never throws for what Zalo answers. */
  keepFresh(): Promise<TokenState>;
  /** Whether Zalo has refused the stored pair's refresh token and no other has come since; asks the store alone. */
  needsConsent(): Promise<boolean>;
  /** A human has granted anew: this pair takes the place of whatever is stored. */
  adopt(granted: Granted): Promise<void>;
}

type Granted = Omit<Extract<RefreshOutcome, { kind: 'granted' }>, 'kind'>;

export interface ZaloTokensDeps {
  oaId: string;
  /** The environment's refresh token: begins a line of pairs, and a new one when it changes. */
  seed: string;
  store: TokenStore;
  /** Spends a refresh token; see `refresh-call.ts`. */
  refresh(refreshToken: string): Promise<RefreshOutcome>;
  /** Time limit of `refresh`, ms. */
  refreshTimeoutMs: number;
  clock: Clock;
  ids: Ids;
  sleep(ms: number): Promise<void>;
}

/**
 * Keeps the one token pair of an OA (platform dossier "Zalo" §3.2–3.4). A refresh token works once and the answer brings
 * the next, so exactly one process may spend it: the right to try is a lease inside the stored pair, taken by
 * compare-and-set, and the new pair is committed before anyone uses it.
 */
export function createZaloTokens(deps: ZaloTokensDeps): ZaloTokens {
  const { oaId, store, clock, sleep } = deps;
  const me = deps.ids.next();
  const seedHash = hashOf('zalo-token-seed', deps.seed);
  const leaseMs = deps.refreshTimeoutMs + LEASE_MARGIN_MS;

  const replacing = createSingleFlight<string>();
  let seedChecked = false;
  let cached: { pair: StoredTokens; readAtMs: number } | null = null;
  let uncommitted: { spent: string; pair: StoredTokens } | null = null;
  let lastForcedAtMs = Number.NEGATIVE_INFINITY;

  const now = () => clock.systemNow();
  const write = (pair: StoredTokens, version: number) => store.write('zalo', oaId, pair, version);
  const usable = (pair: StoredTokens) =>
    pair.accessToken !== '' && pair.expiresAtMs > now() + EXPIRY_MARGIN_MS;

  /**
   * The stored pair, begun from the seed where there is none or the seed has changed. That is judged once per process:
   * in a rolling restart the processes of yesterday still know the old seed.
   */
  async function current(): Promise<{ pair: StoredTokens; version: number }> {
    const record = await store.read('zalo', oaId);
    if (record && (seedChecked || record.pair.seedHash === seedHash)) {
      seedChecked = true;
      cached = { pair: record.pair, readAtMs: now() };
      return record;
    }
    await write(pairFromSeed(record?.pair.refreshToken ?? null), record?.version ?? 0);
    return current();
  }

  function pairFromSeed(previousRefreshToken: string | null): StoredTokens {
    return {
      accessToken: '',
      refreshToken: deps.seed,
      obtainedAtMs: now(),
      expiresAtMs: 0,
      seedHash,
      refreshing: null,
      needsConsent: false,
      previousRefreshToken,
    };
  }

  /** Waits for, or makes, a pair that is `good`. */
  async function obtain(good: (pair: StoredTokens) => boolean, signal?: AbortSignal): Promise<StoredTokens> {
    const giveUpAtMs = now() + leaseMs;
    for (;;) {
      if (uncommitted) await commit(uncommitted.spent, uncommitted.pair);
      const { pair, version } = await current();
      if (good(pair)) return pair;
      if (pair.needsConsent) throw new TokenUnavailableError('needs-consent');
      if (!isHeld(pair)) await refreshOnce(pair, version);
      else if (pair.refreshing?.by === NOBODY) throw new TokenUnavailableError('unreachable');
      else if (signal?.aborted || now() > giveUpAtMs) throw new TokenUnavailableError('busy');
      else await sleep(POLL_MS);
    }
  }

  function isHeld(pair: StoredTokens): boolean {
    return pair.refreshing !== null && pair.refreshing.untilMs > now();
  }

  /** One try under a lease. Returns when it is worth reading the pair again. */
  async function refreshOnce(pair: StoredTokens, version: number): Promise<void> {
    const attempts = (pair.refreshing?.attempts ?? 0) + 1;
    if (attempts > MAX_UNKNOWN_ATTEMPTS) {
      await write({ ...pair, refreshing: null, needsConsent: true }, version);
      return;
    }
    const lease = { by: me, untilMs: now() + leaseMs, attempts };
    if (!(await write({ ...pair, refreshing: lease }, version))) return;

    const outcome = await deps.refresh(pair.refreshToken);
    if (outcome.kind === 'granted') return commit(pair.refreshToken, grantedPair(pair, outcome));
    const hopeless = outcome.kind === 'unknown' && attempts === MAX_UNKNOWN_ATTEMPTS;
    if (outcome.kind === 'refused' || hopeless)
      return settle(lease, { refreshing: null, needsConsent: true });
    await settle(lease, { refreshing: pauseAfter(outcome.kind, attempts) });
    throw new TokenUnavailableError('unreachable');
  }

  /** Only a refresh that may have been spent counts as an attempt. */
  function pauseAfter(outcome: 'not-tried' | 'unknown', attempts: number): StoredTokens['refreshing'] {
    if (outcome === 'unknown') return { by: NOBODY, untilMs: now() + RETRY_PAUSE_MS, attempts };
    return { by: NOBODY, untilMs: now() + BUSY_PAUSE_MS, attempts: attempts - 1 };
  }

  function grantedPair(old: StoredTokens, granted: Granted): StoredTokens {
    return {
      ...old,
      accessToken: granted.accessToken,
      refreshToken: granted.refreshToken,
      obtainedAtMs: now(),
      expiresAtMs: now() + granted.lifeMs,
      refreshing: null,
      needsConsent: false,
      previousRefreshToken: old.refreshToken,
    };
  }

  /**
   * Stores a pair that replaced `spent`, also over the mark of a process that took the lease over meanwhile: what it
   * holds is dead. A pair that could not be stored is kept here and stored before anything else.
   */
  async function commit(spent: string, pair: StoredTokens): Promise<void> {
    uncommitted = { spent, pair };
    for (;;) {
      const record = await store.read('zalo', oaId);
      const overtaken = record?.pair.refreshToken !== spent;
      if (overtaken || (await write(pair, record.version))) break;
    }
    uncommitted = null;
  }

  /** Writes down how a try ended, unless another process has taken over since. */
  async function settle(
    lease: { by: string; untilMs: number },
    end: Pick<StoredTokens, 'refreshing'> & { needsConsent?: boolean },
  ): Promise<void> {
    const record = await store.read('zalo', oaId);
    const held = record?.pair.refreshing;
    if (!record || held?.by !== lease.by || held.untilMs !== lease.untilMs) return;
    await write({ ...record.pair, ...end }, record.version);
  }

  async function replaceOnce(refused: string, signal?: AbortSignal): Promise<string> {
    const other = (pair: StoredTokens) => usable(pair) && pair.accessToken !== refused;
    const { pair } = await current();
    if (other(pair)) return pair.accessToken;
    if (!pair.needsConsent) {
      if (now() - lastForcedAtMs < FORCED_PAUSE_MS) throw new TokenUnavailableError('busy');
      lastForcedAtMs = now();
    }
    return (await obtain(other, signal)).accessToken;
  }

  return {
    async access(signal) {
      if (cached && usable(cached.pair) && now() - cached.readAtMs < CACHE_MS) return cached.pair.accessToken;
      return (await obtain(usable, signal)).accessToken;
    },
    replace: (refused, signal) => replacing.run(refused, () => replaceOnce(refused, signal)),
    async adopt(granted) {
      for (;;) {
        const { pair, version } = await current();
        const adopted = grantedPair(pair, granted);
        if (!(await write(adopted, version))) continue;
        // A refresh of the old pair that is still under way finds itself overtaken.
        uncommitted = null;
        cached = { pair: adopted, readAtMs: now() };
        return;
      }
    },
    async needsConsent() {
      const record = await store.read('zalo', oaId);
      const isOurs = seedChecked || record?.pair.seedHash === seedHash;
      return isOurs && record?.pair.needsConsent === true;
    },
    async keepFresh() {
      // A pair that nobody can renew is worth an alarm while its access token still works.
      const young = (pair: StoredTokens) =>
        usable(pair) && !pair.needsConsent && now() - pair.obtainedAtMs < REFRESH_AGE_MS;
      const { pair: before } = await current();
      try {
        const pair = await obtain(young);
        const state = pair.accessToken === before.accessToken ? 'fresh' : 'refreshed';
        return { state, ageMs: now() - pair.obtainedAtMs };
      } catch (error) {
        if (!(error instanceof TokenUnavailableError)) throw error;
        const state = error.reason === 'needs-consent' ? 'needs-consent' : 'unavailable';
        return { state, ageMs: before.accessToken === '' ? null : now() - before.obtainedAtMs };
      }
    },
  };
}
