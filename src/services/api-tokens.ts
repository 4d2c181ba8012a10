import { createHash } from 'node:crypto';
import type { ApiToken } from '../domain/records/runtime.ts';
import type { Clock } from '../lib/clock.ts';
import type { Ids } from '../lib/ids.ts';
import { changeRecord } from './change-record.ts';
import type { Stores } from './stores.ts';

/** Tells a token of ours at a glance, also to secret scanners. */
const PREFIX = 'loa_';

export interface ApiTokenDeps {
  stores: Pick<Stores, 'apiTokens'>;
  clock: Clock;
  ids: Ids;
}

export interface NewApiToken {
  name: string;
  scopes: string[];
  /** The subtree it may see; null for everything. */
  unitId: string | null;
}

/** Makes a token. The secret is returned once; the store keeps only its hash. */
export async function createApiToken(token: NewApiToken, deps: ApiTokenDeps): Promise<string> {
  const secret = `${PREFIX}${deps.ids.next()}${deps.ids.next()}`;
  await deps.stores.apiTokens.insertIfAbsent(idOf(secret), {
    ...token,
    createdAtMs: deps.clock.systemNow(),
    revokedAtMs: null,
  });
  return secret;
}

/** The token behind a secret; null when it is unknown or revoked. Looked up by hash, so timing tells nothing. */
export async function findApiToken(
  secret: string,
  deps: Pick<ApiTokenDeps, 'stores'>,
): Promise<ApiToken | null> {
  const token = (await deps.stores.apiTokens.get(idOf(secret)))?.value;
  return token && token.revokedAtMs === null ? token : null;
}

/** Revokes every token of that name; returns how many. */
export async function revokeApiTokens(name: string, deps: ApiTokenDeps): Promise<number> {
  const page = await deps.stores.apiTokens.find({ index: 'byAge', limit: 1_000 });
  const named = page.items.filter(({ value }) => value.name === name && value.revokedAtMs === null);
  for (const { id } of named) {
    await changeRecord(deps.stores.apiTokens, id, (old) => ({ ...old, revokedAtMs: deps.clock.systemNow() }));
  }
  return named.length;
}

function idOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
