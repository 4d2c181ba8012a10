import type { ZaloSettings } from '../../config/config.ts';
import type { Clock } from '../../lib/clock.ts';
import { Second } from '../../lib/duration.ts';
import { createHttp } from '../../lib/http.ts';
import type { Ids } from '../../lib/ids.ts';
import type {
  AccountInspector,
  Channel,
  HistoryReader,
  MediaReader,
  PressureGauge,
  ProfileLookup,
  TokenKeeper,
  TokenStore,
  UploadCache,
} from '../channel.ts';
import { inspectAccount } from './account-check.ts';
import { createZaloApi } from './api.ts';
import { exchangeCode } from './grant.ts';
import { readZaloHistory } from './history.ts';
import { ZALO_LIMITS } from './limits.ts';
import { parseZalo } from './parse.ts';
import { zaloPolicy } from './policy.ts';
import { zaloProfile } from './profile.ts';
import { redactionsOf } from './redactions.ts';
import { refreshCall } from './refresh-call.ts';
import { renderForZalo } from './render.ts';
import { createZaloSender } from './send.ts';
import { createZaloTokens } from './tokens.ts';
import { createUploader } from './upload.ts';
import { createUsageWatch } from './usage.ts';
import { verifyZalo } from './verify.ts';

/** Time limit of one call to Zalo (platform dossier "Zalo" §10). */
const CALL_TIMEOUT_MS = 10 * Second.ms;

export interface ZaloChannelDeps {
  settings: ZaloSettings;
  /** Where this server's public pages are, without closing slash; null when it has no public address. */
  publicUrl: string | null;
  clock: Clock;
  ids: Ids;
  tokens: TokenStore;
  uploads: UploadCache;
  media: MediaReader;
  /** Waits while another process refreshes the token. */
  sleep(ms: number): Promise<void>;
  /** Time limit of one call to Zalo, ms. Default 10 s. */
  timeoutMs?: number;
}

export type ZaloChannel = Channel &
  ProfileLookup &
  HistoryReader &
  PressureGauge &
  AccountInspector &
  TokenKeeper & {
    /**
     * Changes the code of a grant for a token pair and stores it before it is used. `refused` carries Zalo's code.
     *
     * @throws when the store is away.
     */
    grant(code: string): Promise<'granted' | 'unreachable' | { refused: string }>;
    /** Values that must never stand in a log. */
    readonly redactions: readonly string[];
    /** Lets go of idle connections. */
    close(): void;
  };

/** One Zalo Official Account. */
export function createZaloChannel(deps: ZaloChannelDeps): ZaloChannel {
  const { settings, clock } = deps;
  const { appId, oaId } = settings;
  const timeoutMs = deps.timeoutMs ?? CALL_TIMEOUT_MS;
  const redactions = redactionsOf(settings);
  const secrets = () => redactions;
  const openApi = createHttp({ baseUrl: settings.apiUrl, timeoutMs, secrets });
  const oauth = createHttp({ baseUrl: settings.oauthUrl, timeoutMs, secrets });

  const tokens = createZaloTokens({
    oaId,
    seed: settings.refreshToken,
    store: deps.tokens,
    refresh: (refreshToken) => refreshCall(oauth, settings, refreshToken),
    refreshTimeoutMs: timeoutMs,
    clock,
    ids: deps.ids,
    sleep: deps.sleep,
  });
  const proofSecret = settings.appsecretProof ? settings.appSecret : null;
  const usage = createUsageWatch(clock);
  const api = createZaloApi({ http: openApi, tokens, clock, usage, proofSecret });
  const uploader = createUploader({ api, oaId, media: deps.media, uploads: deps.uploads, clock });

  return {
    id: 'zalo',
    accountId: oaId,
    limits: ZALO_LIMITS,
    redactions,
    verify: (raw, headers) => verifyZalo(raw, headers, settings),
    parse: (payload) => parseZalo(payload, { appId, oaId }),
    policy: zaloPolicy,
    render: (message) => renderForZalo(message, deps.publicUrl),
    send: createZaloSender({ oaId, api, uploader, clock }),
    profile: (userId, signal) => zaloProfile(api, userId, signal),
    pressure: usage.pressure,
    inspectAccount: (signal) => inspectAccount(api, oaId, signal),
    async grant(code) {
      const answer = await exchangeCode(oauth, settings, code);
      if (answer.kind === 'unreachable') return 'unreachable';
      if (answer.kind === 'refused') return { refused: answer.platformCode };
      await tokens.adopt(answer);
      return 'granted';
    },
    readBack: (sinceMs, signal) => readZaloHistory(api, { appId, oaId }, sinceMs, signal),
    keepFresh: () => tokens.keepFresh(),
    needsConsent: () => tokens.needsConsent(),
    close() {
      openApi.close();
      oauth.close();
    },
  };
}
