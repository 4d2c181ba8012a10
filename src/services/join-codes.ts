import { JOIN_CODE_ALPHABET, JOIN_CODE_LENGTH, type JoinCode } from '../domain/records/join-code.ts';
import type { Clock } from '../lib/clock.ts';
import type { Ids } from '../lib/ids.ts';
import type { Stores } from './stores.ts';

export interface JoinCodeDeps {
  stores: Pick<Stores, 'joinCodes'>;
  clock: Clock;
  ids: Ids;
}

/** The code that is in force for a team, issuing one where there is none. */
export async function joinCodeOf(
  teamId: string,
  kind: JoinCode['kind'],
  deps: JoinCodeDeps,
): Promise<string> {
  const known = await deps.stores.joinCodes.find({ index: 'byTeam', equals: [teamId, kind], limit: 100 });
  const inForce = known.items.find(({ value }) => value.revokedAtMs === null);
  return inForce ? inForce.value.code : issueJoinCode(teamId, kind, deps);
}

/**
 * Issues one more code. A drawn code that exists is drawn again, and so is one without a digit: a digit tells a code from a
 * word when people type it in small letters.
 */
export async function issueJoinCode(
  teamId: string,
  kind: JoinCode['kind'],
  deps: JoinCodeDeps,
): Promise<string> {
  for (;;) {
    const code = deps.ids.code(JOIN_CODE_LENGTH, JOIN_CODE_ALPHABET);
    if (!/\d/.test(code)) continue;
    const createdAtMs = deps.clock.businessNow();
    if (
      await deps.stores.joinCodes.insertIfAbsent(code, { code, teamId, kind, createdAtMs, revokedAtMs: null })
    ) {
      return code;
    }
  }
}
