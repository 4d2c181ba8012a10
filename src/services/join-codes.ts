import { JOIN_CODE_ALPHABET, JOIN_CODE_LENGTH, type JoinCode } from '../domain/records/join-code.ts';
import type { Clock } from '../lib/clock.ts';
import type { Ids } from '../lib/ids.ts';
import { changeRecord } from './change-record.ts';
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
  effectId?: string,
): Promise<string> {
  for (;;) {
    const code = deps.ids.code(JOIN_CODE_LENGTH, JOIN_CODE_ALPHABET);
    if (!/\d/.test(code)) continue;
    const createdAtMs = deps.clock.businessNow();
    const fresh = { code, teamId, kind, createdAtMs, revokedAtMs: null, ...(effectId ? { effectId } : {}) };
    if (await deps.stores.joinCodes.insertIfAbsent(code, fresh)) return code;
  }
}

/** Takes a code out of force. False when there is no such code. Twice is harmless. */
export async function revokeJoinCode(
  code: string,
  deps: Pick<JoinCodeDeps, 'stores' | 'clock'>,
): Promise<boolean> {
  const stored = await changeRecord(deps.stores.joinCodes, code, (old) =>
    old.revokedAtMs === null ? { ...old, revokedAtMs: deps.clock.businessNow() } : null,
  );
  return stored !== null;
}

/**
 * Puts a new code in the place of those in force: a code that went astray opens nothing any more.
 *
 * @param effectId - The same one gets the same code, when it is done again after an interruption.
 */
export async function renewJoinCode(
  teamId: string,
  kind: JoinCode['kind'],
  effectId: string,
  deps: JoinCodeDeps,
): Promise<string> {
  const known = await deps.stores.joinCodes.find({ index: 'byTeam', equals: [teamId, kind], limit: 100 });
  const made = known.items.find(({ value }) => value.effectId === effectId && value.revokedAtMs === null);
  const code = made?.value.code ?? (await issueJoinCode(teamId, kind, deps, effectId));
  for (const { id } of known.items) if (id !== code) await revokeJoinCode(id, deps);
  return code;
}
