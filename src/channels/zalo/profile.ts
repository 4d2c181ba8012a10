import { cleanWord } from '../clean-text.ts';
import { SendError } from '../send-error.ts';
import type { ZaloApi } from './api.ts';
import { profileDataSchema } from './schema.ts';

const MAX_NAME_CHARS = 100;

/**
 * The name that a person shows on Zalo (`user/detail`, platform dossier "Zalo" §7). Nothing else of the answer is read.
 *
 * @returns null when Zalo does not tell.
 * @throws {SendError}
 */
export async function zaloProfile(
  api: ZaloApi,
  userId: string,
  signal: AbortSignal,
): Promise<{ displayName: string } | null> {
  // The one parameter `data` holds JSON, encoded here because a "+" for a space is not understood (§4.1).
  const data = encodeURIComponent(JSON.stringify({ user_id: userId }));
  try {
    const answer = await api.call(
      { method: 'GET', path: `/v3.0/oa/user/detail?data=${data}`, signal },
      'read',
    );
    const displayName = cleanWord(profileDataSchema.safeParse(answer).data?.display_name, MAX_NAME_CHARS);
    return displayName === undefined ? null : { displayName };
  } catch (error) {
    if (error instanceof SendError && error.code === 'recipient-blocked') return null;
    throw error;
  }
}
