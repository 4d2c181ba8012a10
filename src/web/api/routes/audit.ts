import { z } from 'zod';
import { auditEntrySchema } from '../../../domain/records/audit.ts';
import { ApiError } from '../api-errors.ts';
import { pageOf, pagingOf, pagingQuery } from '../paging.ts';
import { apiRoute } from '../route.ts';

export const listAudit = apiRoute({
  method: 'get',
  path: '/audit',
  scope: 'read:audit',
  summary: 'Who changed what, newest first; `loa audit verify` proves that nothing was changed or left out',
  params: z.object({}),
  query: z.object(pagingQuery),
  response: pageOf(auditEntrySchema),
  async handle({ query }, caller, { stores }) {
    // The record belongs to no unit, so only a token for the whole network sees it.
    if (caller.communeIds !== null) throw new ApiError('scope-missing');
    const page = await stores.audit.find({ index: 'bySeq', descending: true, ...pagingOf(query) });
    return { items: page.items.map(({ value }) => value), cursor: page.cursor };
  },
});
