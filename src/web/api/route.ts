import { z } from 'zod';
import type { AuditChange } from '../../domain/records/audit.ts';
import type { ApiToken } from '../../domain/records/runtime.ts';
import type { Scope } from '../../domain/scopes.ts';
import type { OfficerDeps } from '../../services/officer-deps.ts';
import type { Health } from '../health.ts';

/** What handlers work with. */
export interface ApiDeps extends OfficerDeps {
  health: Health;
}

/** Who asks. `communeIds` is the subtree that the token may see and change; null for everything. */
export interface Caller {
  token: ApiToken;
  communeIds: readonly string[] | null;
}

export interface RouteInput<P, Q, B> {
  params: P;
  query: Q;
  body: B;
  /** Names every record that a write makes: the same request with the same `Idempotency-Key` gets the same one. */
  effectId: string;
}

/** Where a write lands: only tokens whose units hold all of these communes may do it. */
export type Target = readonly string[] | 'whole-network';

/** A file for download, made while it is sent. */
export interface FileAnswer {
  name: string;
  contentType: string;
  chunks: AsyncIterable<string | Uint8Array>;
}

/**
 * One route of the API as data: the same schemas check requests, shape answers and describe both in OpenAPI.
 */
export interface ApiRoute<
  P extends z.ZodObject = z.ZodObject,
  Q extends z.ZodObject = z.ZodObject,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Below `/api/v1`, parameters as `:name`. */
  path: string;
  /** Null for what everybody may ask. */
  scope: Scope | null;
  summary: string;
  params: P;
  query: Q;
  body: B;
  response: R;
  /** Content types of a route that answers with a file, which `response` then does not describe. */
  file: readonly string[] | null;
  /** Null for reads. */
  write: WriteRules<RouteInput<z.output<P>, z.output<Q>, z.output<B>>> | null;
  /** @throws {ApiError} @throws {Refused} */
  handle(
    input: RouteInput<z.output<P>, z.output<Q>, z.output<B>>,
    caller: Caller,
    deps: ApiDeps,
  ): Promise<z.input<R> | FileAnswer>;
}

/** What every write must say of itself before it is done. */
export interface WriteRules<I> {
  /** @throws {Refused} when there is nothing to write to. */
  target(input: I, deps: ApiDeps): Promise<Target>;
  audit(input: I): { action: string; target: string; change?: AuditChange };
}

type Handler<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType, R> = (
  input: RouteInput<z.output<P>, z.output<Q>, z.output<B>>,
  caller: Caller,
  deps: ApiDeps,
) => Promise<R>;

const NOTHING = z.strictObject({});

/** A route that reads. Keeps the types of one route while lists hold routes of all shapes. */
export function apiRoute<P extends z.ZodObject, Q extends z.ZodObject, R extends z.ZodType>(
  route: Pick<
    ApiRoute<P, Q, z.ZodType, R>,
    'path' | 'scope' | 'summary' | 'params' | 'query' | 'response'
  > & {
    method: 'get';
    handle: Handler<P, Q, typeof NOTHING, z.input<R>>;
  },
): ApiRoute {
  return { ...route, body: NOTHING, file: null, write: null } as unknown as ApiRoute;
}

/** A route that answers with a file. */
export function fileRoute<P extends z.ZodObject, Q extends z.ZodObject>(
  route: Pick<ApiRoute<P, Q>, 'path' | 'scope' | 'summary' | 'params' | 'query'> & {
    file: readonly string[];
    handle: Handler<P, Q, typeof NOTHING, FileAnswer>;
  },
): ApiRoute {
  return {
    ...route,
    method: 'get',
    body: NOTHING,
    response: z.unknown(),
    write: null,
  } as unknown as ApiRoute;
}

/** A route that writes: it cannot be declared without its target and what the audit record says of it. */
export function writeRoute<P extends z.ZodObject, B extends z.ZodType, R extends z.ZodType>(
  route: Pick<
    ApiRoute<P, typeof NOTHING, B, R>,
    'path' | 'scope' | 'summary' | 'params' | 'body' | 'response'
  > &
    WriteRules<RouteInput<z.output<P>, z.output<typeof NOTHING>, z.output<B>>> & {
      method: 'post' | 'put' | 'patch' | 'delete';
      handle: Handler<P, typeof NOTHING, B, z.input<R>>;
    },
): ApiRoute {
  const { target, audit, ...rest } = route;
  return { ...rest, query: NOTHING, file: null, write: { target, audit } } as unknown as ApiRoute;
}
