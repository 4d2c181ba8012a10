import { z } from 'zod';
import { line } from '../../../services/input-fields.ts';
import { officerReport, reportOf } from '../../../services/reports/officer-report.ts';
import { type ApiDeps, type Caller, writeRoute } from '../route.ts';

const params = z.object({ code: z.string().regex(/^bc-\d+$/i, 'BC-0412') });

const answer = z.object({ code: z.string(), teamId: z.string(), status: z.string() });

const communeOf = async ({ params: { code } }: { params: { code: string } }, deps: ApiDeps) => [
  (await reportOf(code, deps)).communeId,
];

const verdict = (code: string, reason: string | null, caller: Caller, effectId: string) => ({
  code,
  reason,
  effectId,
  by: caller.token.name,
});

export const postSessionConfirm = writeRoute({
  method: 'post',
  path: '/sessions/:code/confirm',
  scope: 'write:sessions',
  summary: 'The officer has looked at the report and finds it right',
  params,
  body: z.strictObject({}),
  response: answer,
  target: communeOf,
  audit: ({ params: { code } }) => ({ action: 'report.confirm', target: code.toUpperCase() }),
  handle: ({ params: { code }, effectId }, caller, deps) =>
    officerReport('confirm', verdict(code, null, caller, effectId), deps),
});

export const postSessionReturn = writeRoute({
  method: 'post',
  path: '/sessions/:code/return',
  scope: 'write:sessions',
  summary: 'Gives the report back with a reason, which reaches the reporter in the chat',
  params,
  body: z.strictObject({ reason: line(300) }),
  response: answer,
  target: communeOf,
  audit: ({ params: { code } }) => ({ action: 'report.return', target: code.toUpperCase() }),
  handle: ({ params: { code }, body, effectId }, caller, deps) =>
    officerReport('return', verdict(code, body.reason, caller, effectId), deps),
});

export const postSessionReopen = writeRoute({
  method: 'post',
  path: '/sessions/:code/reopen',
  scope: 'write:sessions',
  summary: 'Takes back that a report was withdrawn: it counts again',
  params,
  body: z.strictObject({ reason: line(300) }),
  response: answer,
  target: communeOf,
  audit: ({ params: { code } }) => ({ action: 'report.reopen', target: code.toUpperCase() }),
  handle: ({ params: { code }, body, effectId }, caller, deps) =>
    officerReport('reopen', verdict(code, body.reason, caller, effectId), deps),
});
