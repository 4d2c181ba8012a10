import type { MessengerSettings } from '../../config/config.ts';
import { Second } from '../../lib/duration.ts';
import type { HttpClient } from '../../lib/http.ts';
import type { AccountReport } from '../channel.ts';
import { harmlessErrorOf, sendErrorOf } from './errors.ts';
import { debugTokenSchema } from './schema.ts';

/** What the server does needs these rights of the token (platform dossier "Messenger" §1.1, §5.4). */
const NEEDED_SCOPES: readonly string[] = ['pages_messaging', 'pages_manage_metadata'];

/**
 * Asks Meta about our own token (`debug_token`, §5.4), with the app's token, which works while ours does not.
 *
 * @throws {SendError} when Meta does not answer or refuses the app.
 */
export async function inspectPageToken(
  http: HttpClient,
  { graphVersion, appId, appSecret, pageToken }: MessengerSettings,
  signal: AbortSignal,
): Promise<AccountReport> {
  const response = await http
    .request({
      method: 'GET',
      path: `/${graphVersion}/debug_token`,
      query: { input_token: pageToken },
      headers: { authorization: `Bearer ${appId}|${appSecret}` },
      signal,
    })
    .catch((error: unknown) => {
      throw harmlessErrorOf(error);
    });
  const parsed = debugTokenSchema.safeParse(response.body);
  if (!parsed.success) throw harmlessErrorOf(sendErrorOf(response));
  const { is_valid: isValid, app_id: ofApp, scopes } = parsed.data.data;
  return {
    isValid: isValid && (ofApp === undefined || ofApp === appId),
    name: null,
    expiresAtMs: soonest(parsed.data.data.expires_at, parsed.data.data.data_access_expires_at),
    missingRights: scopes ? NEEDED_SCOPES.filter((scope) => !scopes.includes(scope)) : [],
  };
}

/** 0 stands for never. */
function soonest(...timesSeconds: (number | undefined)[]): number | null {
  const ends = timesSeconds.filter((time) => time !== undefined && time > 0) as number[];
  return ends.length > 0 ? Math.min(...ends) * Second.ms : null;
}
