import { cleanWord } from '../clean-text.ts';
import { harmlessErrorOf, refusalOf, sendErrorOf } from './errors.ts';
import type { Graph } from './graph.ts';
import { profileSchema } from './schema.ts';

const MAX_NAME_CHARS = 100;

/** Refusals that mean "not told": no right to names, or a person who does not share them (dossier §5.2, §3.6). */
const NOT_TOLD_CODES: readonly number[] = [100, 200, 803];
const NOT_TOLD_SUBCODES: readonly number[] = [2018218, 2018247];

/**
 * The name that a person shows on Facebook, family name first as in Vietnamese.
 *
 * @returns null when Meta does not tell.
 * @throws {SendError}
 */
export async function lookUpProfile(
  graph: Graph,
  userId: string,
  signal: AbortSignal,
): Promise<{ displayName: string } | null> {
  const response = await graph
    .call(`/${encodeURIComponent(userId)}`, {
      method: 'GET',
      query: { fields: 'first_name,last_name' },
      signal,
    })
    .catch((error: unknown) => {
      throw harmlessErrorOf(error);
    });
  const refusal = refusalOf(response);
  if (refusal) {
    const { code, subcode } = refusal;
    if (NOT_TOLD_SUBCODES.includes(subcode ?? 0) || NOT_TOLD_CODES.includes(code)) return null;
    throw harmlessErrorOf(sendErrorOf(response));
  }
  const profile = profileSchema.safeParse(response.body);
  if (!profile.success) throw harmlessErrorOf(sendErrorOf(response));
  const { first_name: first, last_name: last } = profile.data;
  const displayName = cleanWord([last, first].filter(Boolean).join(' '), MAX_NAME_CHARS);
  return displayName === undefined ? null : { displayName: displayName.trim() };
}
