import { z } from 'zod';

/** Ten digits from 0. */
export const phone = z.string().regex(/^0\d{9,10}$/, '0xxxxxxxxx');

/** The answer of a write that has nothing more to tell. */
export const done = z.object({ done: z.literal(true) });
