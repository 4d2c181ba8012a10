import express, { type NextFunction, type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { ChannelId } from '../../domain/ids.ts';
import { actSchema } from '../act.ts';
import { personKey } from '../chat-line.ts';
import { JUMPS, jump } from '../clock-jumps.ts';
import { FAILURES } from '../platforms/platform.ts';
import type { Simulator } from '../simulator.ts';
import { SIMULATOR_ERRORS, SimulatorError } from './api-error.ts';
import type { LiveStreams } from './live.ts';
import type { SimulatorState } from './state.ts';

export interface SimulatorApiDeps {
  simulator: Simulator;
  live: LiveStreams;
  state(): SimulatorState;
  timeZone: string;
  /** Lets a stopped account send again: what an operator does after a token was renewed. */
  release(channel: ChannelId, accountId: string): Promise<void>;
}

const MAX_PHOTO_BYTES = 12 * 1024 * 1024;
const MAX_NAME_CHARS = 60;
const OK = 200;

const channel = z.enum(['zalo', 'messenger']);
const personId = z.string().regex(/^\d{6,20}$/);

const personBody = z.object({
  channel,
  id: personId.optional(),
  name: z.string().trim().min(1).max(MAX_NAME_CHARS),
});
const personPath = z.object({ channel, id: personId });
const clockBody = z.object({ jump: z.enum(JUMPS) });
const failureBody = z.object({
  channel,
  failure: z.enum(FAILURES).nullable(),
  once: z.boolean().default(false),
});
const photoType = z.enum(['image/jpeg', 'image/png', 'image/gif', 'image/webp']);

/** What the page does, as JSON. */
export function simulatorApi({ simulator, live, ...deps }: SimulatorApiDeps): Router {
  const router = Router();
  const { log, shelf, clock } = simulator;
  const json = express.json();

  router.get('/state', (_request, response) => void response.json(deps.state()));
  router.get('/events', (request, response) => live.open(request, response));

  router.get('/lines', (request, response) => {
    const { after } = checked(z.object({ after: z.coerce.number().int().min(0).default(0) }), request.query);
    response.json({ state: deps.state(), entries: log.after(after) });
  });

  router.post('/people', json, async (request, response) => {
    const body = checked(personBody, request.body);
    platformOf(body.channel);
    const id = await simulator.know(body.channel, { name: body.name, ...(body.id && { id: body.id }) });
    response.json({
      channel: body.channel,
      id,
      name: body.name,
      lines: log.linesOf(personKey(body.channel, id)),
    });
  });

  router.post('/people/:channel/:id/acts', json, async (request, response) => {
    const person = checked(personPath, request.params);
    const act = checked(actSchema, request.body);
    platformOf(person.channel);
    if (!simulator.knows(person.channel, person.id)) throw new SimulatorError('person-unknown');
    if (act.act === 'photos' && !act.media.every((id) => shelf.get(id)))
      throw new SimulatorError('medium-unknown');
    const statuses = await simulator.act(person.channel, person.id, act);
    if (!statuses) throw new SimulatorError('act-unknown');
    if (statuses.some((status) => status !== OK)) throw new SimulatorError('webhook-refused');
    response.json({ statuses });
  });

  router.post(
    '/photos',
    express.raw({ type: 'image/*', limit: MAX_PHOTO_BYTES }),
    (request: Request, response: Response) => {
      const contentType = checked(photoType, request.headers['content-type'], 'content-type');
      const bytes: unknown = request.body;
      if (!Buffer.isBuffer(bytes) || bytes.length === 0) throw new SimulatorError('input-invalid');
      const id = shelf.put({ bytes, contentType, name: `photo.${contentType.slice('image/'.length)}` });
      response.json({ id, address: shelf.addressOf(id) });
    },
  );

  router.get('/media/:id', (request, response) => {
    const medium = shelf.get(request.params.id);
    if (!medium) throw new SimulatorError('medium-unknown');
    response.type(medium.contentType).set('cache-control', 'private, max-age=3600').send(medium.bytes);
  });

  router.post('/clock', json, async (request, response) => {
    jump(clock, checked(clockBody, request.body).jump, deps.timeZone);
    live.pulse();
    await simulator.keep();
    response.json(deps.state());
  });

  router.put('/failures', json, async (request, response) => {
    const body = checked(failureBody, request.body);
    const platform = platformOf(body.channel);
    platform.fail(body.failure, body.once);
    if (body.failure === null) await deps.release(body.channel, platform.accountId);
    live.pulse();
    response.json(deps.state());
  });

  router.use((_request, _response) => {
    throw new SimulatorError('input-invalid', [{ field: 'path', message: 'there is no such address' }]);
  });
  router.use(answerError);
  return router;

  function platformOf(id: ChannelId) {
    const platform = simulator.platform(id);
    if (!platform) throw new SimulatorError('channel-real');
    return platform;
  }
}

function checked<S extends z.ZodType>(schema: S, value: unknown, name = 'body'): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(({ path, message }) => ({
    field: path.join('.') || name,
    message,
  }));
  throw new SimulatorError('input-invalid', fields);
}

/** Also for bodies that are no JSON or too large: those errors carry a status. */
export function answerError(error: unknown, _request: Request, response: Response, next: NextFunction): void {
  const known =
    error instanceof SimulatorError
      ? error
      : isCallersFault(error)
        ? new SimulatorError('input-invalid')
        : null;
  if (!known || response.headersSent) {
    next(error);
    return;
  }
  const { status, vi, en } = SIMULATOR_ERRORS[known.code];
  response.status(status).json({ error: { code: known.code, vi, en, fields: known.fields } });
}

function isCallersFault(error: unknown): boolean {
  const status = (error as { status?: unknown }).status;
  return typeof status === 'number' && status >= 400 && status < 500;
}
