import { type NextFunction, type Request, type Response, Router } from 'express';
import type { z } from 'zod';
import { BadCursor } from '../../storage/cursor.ts';
import { API_ERRORS, ApiError } from './api-errors.ts';
import { callerOf } from './caller.ts';
import { openApiDocument } from './openapi.ts';
import type { ApiDeps, ApiRoute, Caller } from './route.ts';
import { API_ROUTES } from './routes/index.ts';

/** A route without a scope is asked by nobody in particular. */
const NOBODY: Caller = {
  token: { name: '', scopes: [], unitId: null, createdAtMs: 0, revokedAtMs: null },
  communeIds: [],
};

/** `/api/v1`: every route of the list behind its scope, checked by its own schemas, and the OpenAPI document. */
export function apiRouter(deps: ApiDeps): Router {
  const router = Router();
  router.get('/openapi.json', (_request, response) => {
    response.json(openApiDocument(API_ROUTES));
  });
  for (const route of API_ROUTES) router[route.method](route.path, handlerOf(route, deps));
  router.use(() => {
    throw new ApiError('not-found');
  });
  router.use(answerError);
  return router;
}

function handlerOf(route: ApiRoute, deps: ApiDeps) {
  return async (request: Request, response: Response) => {
    const caller = route.scope
      ? await callerOf(request.headers.authorization, route.scope, deps.stores)
      : NOBODY;
    const params = check(route.params, request.params);
    const query = check(route.query, request.query);
    const result = await route.handle({ params, query }, caller, deps);
    response.set('cache-control', 'no-store');
    // The schema also takes away what the answer must not show.
    response.json(route.response.parse(result));
  };
}

function check<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new ApiError(
    'input-invalid',
    result.error.issues.map(({ path, message }) => ({ field: path.join('.'), message })),
  );
}

/** The one place that turns errors into answers. */
function answerError(error: unknown, _request: Request, response: Response, _next: NextFunction): void {
  const known =
    error instanceof ApiError
      ? error
      : error instanceof BadCursor
        ? new ApiError('cursor-invalid')
        : new ApiError('unavailable');
  const { status, vi, en } = API_ERRORS[known.code];
  response.status(status).json({ error: { code: known.code, message: { vi, en }, fields: known.fields } });
}
