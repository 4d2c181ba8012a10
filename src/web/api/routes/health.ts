import { z } from 'zod';
import { healthSchema } from '../../health.ts';
import { apiRoute } from '../route.ts';

export const getHealth = apiRoute({
  method: 'get',
  path: '/health',
  scope: null,
  summary: 'Whether each part of the system can work',
  params: z.object({}),
  query: z.object({}),
  response: healthSchema,
  handle: (_input, _caller, { health }) => health(),
});
