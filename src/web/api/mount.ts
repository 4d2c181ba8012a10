import express, { type NextFunction, type Request, type Response, Router } from 'express';
import type { z } from 'zod';
import { inputFaults } from '../../lib/input-faults.ts';
import { Refused } from '../../services/refused.ts';
import { BadCursor } from '../../storage/cursor.ts';
import { API_ERRORS, ApiError, type ApiErrorCode } from './api-errors.ts';
import { callerOf, mayWrite } from './caller.ts';
import { type Answer, takeKey } from './idempotency.ts';
import { openApiDocument } from './openapi.ts';
import type { ApiDeps, ApiRoute, Caller, FileAnswer, RouteInput } from './route.ts';
import { API_ROUTES } from './routes/index.ts';
import { sendFile } from './send-file.ts';

/** A route without a scope is asked by nobody in particular. */
const NOBODY: Caller = {
  token: { name: '', scopes: [], unitId: null, createdAtMs: 0, revokedAtMs: null },
  communeIds: [],
};

const MAX_BODY_BYTES = 1024 * 1024;

/** `/api/v1`: every route of the list behind its scope, checked by its own schemas, and the OpenAPI document. */
export function apiRouter(deps: ApiDeps): Router {
  const router = Router();
  router.get('/openapi.json', (_request, response) => {
    response.json(openApiDocument(API_ROUTES));
  });
  const readBody = express.text({ type: () => true, limit: MAX_BODY_BYTES });
  for (const route of API_ROUTES) {
    const handle = route.write ? writeHandler(route, deps) : readHandler(route, deps);
    router[route.method](route.path, ...(route.write ? [readBody] : []), handle);
  }
  router.use(() => {
    throw new ApiError('not-found');
  });
  router.use(answerError);
  return router;
}

function readHandler(route: ApiRoute, deps: ApiDeps) {
  return async (request: Request, response: Response) => {
    const caller = await askerOf(request, route, deps);
    const input = inputOf(route, request, {}, '');
    const result = await route.handle(input, caller, deps);
    response.set('cache-control', 'no-store');
    if (route.file) return sendFile(result as FileAnswer, response);
    // The schema also takes away what the answer must not show.
    response.json(route.response.parse(result));
  };
}

function writeHandler(route: ApiRoute, deps: ApiDeps) {
  return async (request: Request, response: Response) => {
    const caller = await askerOf(request, route, deps);
    const text = typeof request.body === 'string' ? request.body : '';
    response.set('cache-control', 'no-store');
    const key = request.headers['idempotency-key'];
    if (key === undefined) {
      const input = inputOf(route, request, parsedBody(text), `api:${deps.ids.next()}`);
      return answer(response, await write(route, input, caller, deps));
    }
    const asked = {
      key: String(key),
      token: `${caller.token.name} ${caller.token.createdAtMs}`,
      request: `${request.method} ${request.originalUrl} ${text}`,
    };
    const turn = await takeKey(asked, deps.stores, deps.clock);
    if ('replayed' in turn) {
      response.set('idempotent-replayed', 'true');
      return answer(response, turn.replayed);
    }
    try {
      const input = inputOf(route, request, parsedBody(text), turn.effectId);
      const done = await write(route, input, caller, deps);
      await turn.done(done);
      answer(response, done);
    } catch (error) {
      // A refusal is no answer to keep: once its cause is mended, the same key may succeed.
      await turn.failed();
      throw error;
    }
  };
}

/** Target, audit, act: in this order, so that nothing happens that was not allowed and written down. */
async function write(route: ApiRoute, input: AnyInput, caller: Caller, deps: ApiDeps): Promise<Answer> {
  const rules = route.write;
  if (!rules) throw new ApiError('not-found');
  if (!mayWrite(caller, await rules.target(input, deps))) throw new ApiError('outside-units');
  const actor = `token:${caller.token.name}`;
  const { action, target, change = {} } = rules.audit(input);
  const seq = await deps.audit.append({ actor, action, target, change });
  try {
    const result = await route.handle(input, caller, deps);
    return { status: 200, body: JSON.stringify(route.response.parse(result)) };
  } catch (error) {
    const code = knownError(error).code;
    await deps.audit.append({ actor, action: 'refused', target, change: { seq, code } });
    throw error;
  }
}

type AnyInput = RouteInput<Record<string, unknown>, Record<string, unknown>, unknown>;

function inputOf(route: ApiRoute, request: Request, body: unknown, effectId: string): AnyInput {
  return {
    params: check(route.params, request.params),
    // A misspelt filter would otherwise answer with everything.
    query: check(route.query.strict(), request.query),
    body: check(route.body, body),
    effectId,
  };
}

async function askerOf(request: Request, route: ApiRoute, deps: ApiDeps): Promise<Caller> {
  return route.scope ? callerOf(request.headers.authorization, route.scope, deps.stores) : NOBODY;
}

/** Texts are NFC from here on: some keyboards send letters and marks apart. */
function parsedBody(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text.normalize('NFC'));
  } catch {
    throw new ApiError('body-malformed');
  }
}

function answer(response: Response, { status, body }: Answer): void {
  response.status(status).type('application/json').send(body);
}

function check<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new ApiError(
    'input-invalid',
    inputFaults(result.error, input).map(({ field, vi, en }) => ({ field, message: { vi, en } })),
  );
}

function knownError(error: unknown): { code: ApiErrorCode; fields: ApiError['fields'] } {
  if (error instanceof ApiError) return error;
  if (error instanceof Refused) return { code: error.code, fields: [] };
  if (error instanceof BadCursor) return { code: 'cursor-invalid', fields: [] };
  const isTooLarge = (error as { type?: unknown } | null)?.type === 'entity.too.large';
  return { code: isTooLarge ? 'body-too-large' : 'unavailable', fields: [] };
}

/** The one place that turns errors into answers. */
function answerError(error: unknown, _request: Request, response: Response, _next: NextFunction): void {
  const { code, fields } = knownError(error);
  if (response.headersSent) return void response.destroy();
  const { status, vi, en } = API_ERRORS[code];
  response.status(status).json({ error: { code, message: { vi, en }, fields } });
}
