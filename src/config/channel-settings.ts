import type { MessengerSettings, ZaloSettings } from './config.ts';
import type { ConfigFault } from './config-error.ts';
import { variableDocs } from './fields.ts';
import { type Environment, environmentSchema, type VariableName } from './schema.ts';

/** What a channel cannot do without: all of them or none. */
const NEEDED: Record<string, readonly VariableName[]> = {
  Zalo: ['ZALO_APP_ID', 'ZALO_APP_SECRET', 'ZALO_OA_ID', 'ZALO_OA_SECRET_KEY', 'ZALO_REFRESH_TOKEN'],
  Messenger: [
    'MESSENGER_PAGE_ID',
    'MESSENGER_APP_ID',
    'MESSENGER_APP_SECRET',
    'MESSENGER_PAGE_TOKEN',
    'MESSENGER_VERIFY_TOKEN',
  ],
};

/** A channel with some of its settings but not all. */
export function channelFaults(set: Record<string, string>): ConfigFault[] {
  return Object.entries(NEEDED).flatMap(([channel, names]) => {
    const given = names.filter((name) => set[name]);
    if (given.length === 0) return [];
    return names
      .filter((name) => !set[name])
      .map((name) => ({
        variable: name,
        problem: `is missing, while ${given.join(', ')} ${given.length > 1 ? 'are' : 'is'} set`,
        mend: `${obtain(name)} To leave ${channel} out, remove all its settings.`,
      }));
  });
}

function obtain(name: VariableName): string {
  return variableDocs.get(environmentSchema.shape[name])?.obtain ?? 'Set it.';
}

/** @returns null when the channel is not configured. */
export function zaloSettings(env: Environment): ZaloSettings | null {
  const { ZALO_APP_ID, ZALO_APP_SECRET, ZALO_OA_ID, ZALO_OA_SECRET_KEY, ZALO_REFRESH_TOKEN } = env;
  if (!ZALO_APP_ID || !ZALO_APP_SECRET || !ZALO_OA_ID || !ZALO_OA_SECRET_KEY || !ZALO_REFRESH_TOKEN)
    return null;
  return {
    appId: ZALO_APP_ID,
    appSecret: ZALO_APP_SECRET,
    oaId: ZALO_OA_ID,
    oaSecretKey: ZALO_OA_SECRET_KEY,
    refreshToken: ZALO_REFRESH_TOKEN,
    codeVerifier: env.ZALO_OA_CODE_VERIFIER,
    appsecretProof: env.ZALO_APPSECRET_PROOF,
    apiUrl: env.ZALO_API_URL,
    oauthUrl: env.ZALO_OAUTH_URL,
    businessUrl: env.ZALO_BUSINESS_URL,
  };
}

/** @returns null when the channel is not configured. */
export function messengerSettings(env: Environment): MessengerSettings | null {
  const { MESSENGER_PAGE_ID, MESSENGER_APP_ID, MESSENGER_APP_SECRET } = env;
  const { MESSENGER_PAGE_TOKEN, MESSENGER_VERIFY_TOKEN } = env;
  if (!MESSENGER_PAGE_ID || !MESSENGER_APP_ID || !MESSENGER_APP_SECRET) return null;
  if (!MESSENGER_PAGE_TOKEN || !MESSENGER_VERIFY_TOKEN) return null;
  return {
    pageId: MESSENGER_PAGE_ID,
    appId: MESSENGER_APP_ID,
    appSecret: MESSENGER_APP_SECRET,
    pageToken: MESSENGER_PAGE_TOKEN,
    verifyToken: MESSENGER_VERIFY_TOKEN,
    graphUrl: env.GRAPH_API_URL,
    graphVersion: env.GRAPH_API_VERSION,
  };
}
