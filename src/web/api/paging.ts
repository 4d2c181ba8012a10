import { z } from 'zod';

/** Rows on one page, at most. */
const MAX_LIMIT = 200;
const DEFAULT_LIMIT = 50;

/** Query fields of every list. */
export const pagingQuery = {
  limit: z.coerce.number().int().min(1).max(MAX_LIMIT).default(DEFAULT_LIMIT).describe('Rows on one page.'),
  cursor: z.string().max(2_000).optional().describe('`cursor` of the page before.'),
};

/** A page of `item`. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), cursor: z.string().nullable().describe('Null on the last page.') });
}

/** The paging part of a store query. */
export function pagingOf({ limit, cursor }: { limit: number; cursor?: string | undefined }): {
  limit: number;
  after?: string;
} {
  return cursor === undefined ? { limit } : { limit, after: cursor };
}
