import type { Scope } from '../../domain/scopes.ts';
import { findApiToken } from '../../services/api-tokens.ts';
import { allRecords } from '../../services/change-record.ts';
import type { Stores } from '../../services/stores.ts';
import { ApiError } from './api-errors.ts';
import type { Caller, Target } from './route.ts';

/** Who asks, by the bearer token. @throws {ApiError} `token-missing`, `token-unknown` or `scope-missing`. */
export async function callerOf(
  authorization: string | undefined,
  scope: Scope,
  stores: Pick<Stores, 'apiTokens' | 'units'>,
): Promise<Caller> {
  const secret = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
  if (!secret) throw new ApiError('token-missing');
  const token = await findApiToken(secret, { stores });
  if (!token) throw new ApiError('token-unknown');
  if (!token.scopes.includes(scope)) throw new ApiError('scope-missing');
  return { token, communeIds: token.unitId === null ? null : await communesBelow(token.unitId, stores) };
}

/** Whether everything that a write touches lies within the token's units. */
export function mayWrite({ communeIds }: Caller, target: Target): boolean {
  if (communeIds === null) return true;
  if (target === 'whole-network') return false;
  return target.length > 0 && target.every((id) => communeIds.includes(id));
}

/** The commune itself, or all communes of a province. */
async function communesBelow(unitId: string, stores: Pick<Stores, 'units'>): Promise<string[]> {
  const unit = (await stores.units.get(unitId))?.value;
  if (unit?.level !== 'province') return [unitId];
  const ids: string[] = [];
  const query = { index: 'byParent', equals: [unitId, 'commune'] };
  for await (const { id } of allRecords(stores.units, query)) ids.push(id);
  return ids;
}
