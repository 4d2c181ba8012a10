import { z } from 'zod';

/** One line of text as people type it: inner white space becomes one blank, and something must be left. */
export function line(maxChars: number) {
  return z
    .string()
    .transform((text) => text.replace(/\s+/g, ' ').trim())
    .pipe(z.string().min(1).max(maxChars));
}

export const teamId = z.string().regex(/^TTT-\d{3,}$/, 'TTT-012');

/** Ten digits from 0. */
export const phone = z.string().regex(/^0\d{9,10}$/, '0xxxxxxxxx');

export const teamRole = z.enum(['leader', 'reporter', 'member']);

/** The answer of a write that has nothing more to tell. */
export const done = z.object({ done: z.literal(true) });
