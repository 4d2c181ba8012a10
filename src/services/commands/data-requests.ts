import { z } from 'zod';
import { dataRequestKind } from '../../domain/records/data-request.ts';
import { addDataRequest } from '../data-requests/add-data-request.ts';
import { extendDataRequest } from '../data-requests/extend-data-request.ts';
import { listDataRequests, withDueDays } from '../data-requests/list-data-requests.ts';
import { settleDataRequest } from '../data-requests/settle-data-request.ts';
import { line } from '../input-fields.ts';
import { command } from './command.ts';
import { typedDay } from './typed.ts';

export const requestList = command({
  name: 'request-list',
  input: z.object({ which: z.enum(['open', 'all']) }),
  audit: null,
  run: async ({ which }, deps) => ({ requests: await listDataRequests(which, deps) }),
});

export const requestAdd = command({
  name: 'request-add',
  input: z.object({
    kind: dataRequestKind,
    reference: line(60),
    receivedOn: typedDay,
  }),
  audit: ({ kind }) => ({ action: 'data-request.add', target: kind }),
  run: async (asked, deps) => withDueDays(await addDataRequest(asked, deps), deps),
});

export const requestSettle = command({
  name: 'request-settle',
  input: z.object({ id: z.string(), step: z.enum(['reply', 'close']) }),
  audit: ({ id, step }) => ({ action: `data-request.${step}`, target: id }),
  run: async ({ id, step }, deps) => withDueDays(await settleDataRequest(id, step, deps), deps),
});

export const requestExtend = command({
  name: 'request-extend',
  input: z.object({
    id: z.string(),
    days: z.number().int().min(1),
    reason: line(200),
  }),
  audit: ({ id, days }) => ({ action: 'data-request.extend', target: id, change: { days } }),
  run: async ({ id, ...extension }, deps) => withDueDays(await extendDataRequest(id, extension, deps), deps),
});
