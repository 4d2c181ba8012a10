import { z } from 'zod';
import { dataRequestKind, dataRequestSchema } from '../../../domain/records/data-request.ts';
import { addDataRequest } from '../../../services/data-requests/add-data-request.ts';
import { extendDataRequest } from '../../../services/data-requests/extend-data-request.ts';
import { listDataRequests, withDueDays } from '../../../services/data-requests/list-data-requests.ts';
import { settleDataRequest } from '../../../services/data-requests/settle-data-request.ts';
import { line } from '../../../services/input-fields.ts';
import { ApiError } from '../api-errors.ts';
import { apiRoute, writeRoute } from '../route.ts';

const request = dataRequestSchema.extend({
  replyBy: z.string(),
  actBy: z.string(),
  holidaysUnknown: z
    .array(z.number())
    .describe('Years whose holidays are not entered yet: the reply may be due later than it says.'),
  overdue: z.boolean(),
});

export const getDataRequests = apiRoute({
  method: 'get',
  path: '/data-requests',
  scope: 'read:data-requests',
  summary: 'Requests made on paper about personal data, with their due days, oldest first',
  params: z.object({}),
  query: z.object({ which: z.enum(['open', 'all']).default('open') }),
  response: z.object({ items: z.array(request) }),
  async handle({ query }, caller, deps) {
    // They belong to no unit, so only a token for the whole network sees them.
    if (caller.communeIds !== null) throw new ApiError('scope-missing');
    return { items: await listDataRequests(query.which, deps) };
  },
});

export const postDataRequest = writeRoute({
  method: 'post',
  path: '/data-requests',
  scope: 'write:data-requests',
  summary: 'Registers a request made on paper, by its register number and never by a name',
  params: z.object({}),
  body: z.strictObject({ kind: dataRequestKind, reference: line(60), receivedOn: z.string() }),
  response: request,
  target: async () => 'whole-network',
  audit: ({ body }) => ({ action: 'data-request.add', target: body.kind }),
  handle: async ({ body }, _caller, deps) => withDueDays(await addDataRequest(body, deps), deps),
});

const settleRoute = (step: 'reply' | 'close', summary: string) =>
  writeRoute({
    method: 'post',
    path: `/data-requests/:id/${step}`,
    scope: 'write:data-requests',
    summary,
    params: z.object({ id: z.string() }),
    body: z.strictObject({}),
    response: request,
    target: async () => 'whole-network',
    audit: ({ params }) => ({ action: `data-request.${step}`, target: params.id }),
    handle: async ({ params }, _caller, deps) =>
      withDueDays(await settleDataRequest(params.id, step, deps), deps),
  });

export const postDataRequestReply = settleRoute('reply', 'The person has heard that the request arrived');

export const postDataRequestClose = settleRoute('close', 'The request is met or refused with its reason');

export const postDataRequestExtend = writeRoute({
  method: 'post',
  path: '/data-requests/:id/extend',
  scope: 'write:data-requests',
  summary: 'Puts the last day off, once and by 15 days at most, with the reason that the person is told',
  params: z.object({ id: z.string() }),
  body: z.strictObject({ days: z.number().int().min(1), reason: line(200) }),
  response: request,
  target: async () => 'whole-network',
  audit: ({ params, body }) => ({
    action: 'data-request.extend',
    target: params.id,
    change: { days: body.days },
  }),
  handle: async ({ params, body }, _caller, deps) =>
    withDueDays(await extendDataRequest(params.id, body, deps), deps),
});
