/** Plainly invented accounts of both platforms, for every server and fake of a measurement. */
export const ZALO = {
  appId: '3600000000000000001',
  appSecret: 'invented-zalo-app-secret',
  oaId: '2000000000000000001',
  oaSecretKey: 'invented-zalo-oa-secret-key',
  refreshToken: 'invented-zalo-refresh-token',
} as const;

export const MESSENGER = {
  pageId: '100000000000001',
  appId: '700000000000001',
  appSecret: 'invented-messenger-app-secret',
  pageToken: 'invented-messenger-page-token',
  verifyToken: 'invented-messenger-verify-token',
} as const;

/** Where the fake platforms listen. */
export interface PlatformUrls {
  zalo: string;
  graph: string;
}

/** Nothing listens there: for servers that send nothing. */
export const NO_PLATFORMS: PlatformUrls = { zalo: 'http://127.0.0.1:9', graph: 'http://127.0.0.1:9' };

/** The environment of a server that speaks for these accounts. */
export function environmentFor(dataDir: string, urls: PlatformUrls): Record<string, string> {
  return {
    PORT: '0',
    SIMULATOR: 'off',
    LOG_LEVEL: 'warn',
    DATA_DIR: dataDir,
    ZALO_APP_ID: ZALO.appId,
    ZALO_APP_SECRET: ZALO.appSecret,
    ZALO_OA_ID: ZALO.oaId,
    ZALO_OA_SECRET_KEY: ZALO.oaSecretKey,
    ZALO_REFRESH_TOKEN: ZALO.refreshToken,
    ZALO_API_URL: urls.zalo,
    ZALO_OAUTH_URL: urls.zalo,
    ZALO_BUSINESS_URL: urls.zalo,
    MESSENGER_PAGE_ID: MESSENGER.pageId,
    MESSENGER_APP_ID: MESSENGER.appId,
    MESSENGER_APP_SECRET: MESSENGER.appSecret,
    MESSENGER_PAGE_TOKEN: MESSENGER.pageToken,
    MESSENGER_VERIFY_TOKEN: MESSENGER.verifyToken,
    GRAPH_API_URL: urls.graph,
  };
}

/** People of a measurement, by number. */
export const zaloUser = (n: number): string => `9${String(n).padStart(18, '0')}`;
export const messengerUser = (n: number): string => `9${String(n).padStart(16, '0')}`;
