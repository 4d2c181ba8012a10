import { z } from 'zod';
import { unitSchema } from '../../../domain/records/unit.ts';
import { ApiError } from '../api-errors.ts';
import { pageOf, pagingOf, pagingQuery } from '../paging.ts';
import { apiRoute } from '../route.ts';

const unit = unitSchema.omit({ foldedName: true });

export const listUnits = apiRoute({
  method: 'get',
  path: '/units',
  scope: 'read:units',
  summary: 'Units of one level or below one unit, with validity and predecessors',
  params: z.object({}),
  query: z.object({
    level: z.enum(['province', 'commune', 'village']).default('commune'),
    parentId: z.string().optional().describe('Only units directly below this one.'),
    ...pagingQuery,
  }),
  response: pageOf(unit),
  async handle({ query }, _caller, { stores }) {
    const { level, parentId } = query;
    const selection = parentId
      ? { index: 'byParent', equals: [parentId, level] }
      : { index: 'byLevel', equals: [level] };
    const page = await stores.units.find({ ...selection, ...pagingOf(query) });
    return { items: page.items.map(({ value }) => value), cursor: page.cursor };
  },
});

export const getUnit = apiRoute({
  method: 'get',
  path: '/units/:id',
  scope: 'read:units',
  summary: 'One unit',
  params: z.object({ id: z.string() }),
  query: z.object({}),
  response: unit,
  async handle({ params }, _caller, { stores }) {
    const stored = await stores.units.get(params.id);
    if (!stored) throw new ApiError('not-found');
    return stored.value;
  },
});
