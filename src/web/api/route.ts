import type { z } from 'zod';
import type { LedgerRules } from '../../domain/ledger.ts';
import type { ApiToken } from '../../domain/records/runtime.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Stores } from '../../services/stores.ts';
import type { Storage } from '../../storage/storage.ts';
import type { Health } from '../health.ts';

/** What a token may do. */
export const SCOPES = [
  'read:units',
  'read:teams',
  'read:sessions',
  'read:quarters',
  'read:conversations',
] as const;

export type Scope = (typeof SCOPES)[number];

/** What handlers work with. */
export interface ApiDeps {
  storage: Storage;
  stores: Stores;
  clock: Clock;
  timeZone: string;
  ledgerRules: LedgerRules;
  health: Health;
}

/** Who asks. `communeIds` is the subtree that the token may see; null for everything. */
export interface Caller {
  token: ApiToken;
  communeIds: readonly string[] | null;
}

/**
 * One route of the API as data: the same schemas check requests, shape answers and describe both in OpenAPI.
 */
export interface ApiRoute<
  P extends z.ZodObject = z.ZodObject,
  Q extends z.ZodObject = z.ZodObject,
  R extends z.ZodType = z.ZodType,
> {
  method: 'get';
  /** Below `/api/v1`, parameters as `:name`. */
  path: string;
  /** Null for what everybody may ask. */
  scope: Scope | null;
  summary: string;
  params: P;
  query: Q;
  response: R;
  /** @throws {ApiError} */
  handle(
    input: { params: z.output<P>; query: z.output<Q> },
    caller: Caller,
    deps: ApiDeps,
  ): Promise<z.input<R>>;
}

/** Keeps the types of one route while lists hold routes of all shapes. */
export function apiRoute<P extends z.ZodObject, Q extends z.ZodObject, R extends z.ZodType>(
  route: ApiRoute<P, Q, R>,
): ApiRoute {
  return route as unknown as ApiRoute;
}
