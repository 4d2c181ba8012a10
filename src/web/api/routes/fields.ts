import { z } from 'zod';
import { isPeriod } from '../../../domain/calendar.ts';

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

/** Days and unit of a question about the ledger. */
export const rangeQuery = {
  period: z
    .string()
    .refine(isPeriod, 'YYYY-Qn or YYYY-MM')
    .optional()
    .describe('A period, instead of `from` and `to`.'),
  from: z.iso.date().optional().describe('First day.'),
  to: z.iso.date().optional().describe('Last day.'),
  unit: z
    .string()
    .max(100)
    .optional()
    .describe('Id, code or name of a province or commune; those of before 1 July 2025 are understood.'),
};
