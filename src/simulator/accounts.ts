import type { MessengerSettings, ZaloSettings } from '../config/config.ts';
import type { Ids } from '../lib/ids.ts';

/** Plainly invented; they stay the same over restarts, so that conversations do. */
const ZALO_OA_ID = '1000000000000000001';
const ZALO_APP_ID = '1000000000000000002';
const PAGE_ID = '100000000000001';
const FACEBOOK_APP_ID = '100000000000002';
const GRAPH_VERSION = 'v26.0';

/** Settings of the simulated OA, with new secrets. */
export function simulatedZalo(ids: Ids): Omit<ZaloSettings, 'apiUrl' | 'oauthUrl' | 'businessUrl'> {
  return {
    appId: ZALO_APP_ID,
    appSecret: ids.next(),
    oaId: ZALO_OA_ID,
    oaSecretKey: ids.next(),
    refreshToken: ids.next(),
    codeVerifier: null,
    appsecretProof: false,
  };
}

/** Settings of the simulated Page, with new secrets. */
export function simulatedPage(ids: Ids): Omit<MessengerSettings, 'graphUrl'> {
  return {
    pageId: PAGE_ID,
    appId: FACEBOOK_APP_ID,
    appSecret: ids.next(),
    pageToken: ids.next(),
    verifyToken: ids.next(),
    graphVersion: GRAPH_VERSION,
  };
}
