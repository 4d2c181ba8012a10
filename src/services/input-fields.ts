import { z } from 'zod';
import { isOfThisCentury, isPeriod } from '../domain/calendar.ts';
import { TEAM_ROLES } from '../domain/effect.ts';

const DAY_EXAMPLE = '2026-11-23';

/** How a quarter or a month is written; faults of input show it. */
export const PERIOD_EXAMPLE = '2026-Q4, 2026-11';

/** The same with the year, for numbers of the plan. */
export const ENTRY_PERIOD_EXAMPLE = `2026, ${PERIOD_EXAMPLE}`;

/** One line of text as people type it: inner white space becomes one blank, and something must be left. */
export function line(maxChars: number) {
  return z
    .string()
    .transform((text) => text.replace(/\s+/g, ' ').trim())
    .pipe(z.string().min(1).max(maxChars));
}

export const teamId = z.string().regex(/^TTT-\d{3,}$/, 'TTT-012');

export const teamRole = z.enum(TEAM_ROLES);

/** How many there are of something the plan counts: teams, people, sessions. */
export const count = z.number().int().min(0);

/** A real day of this century. */
export const day = z.iso.date({ abort: true }).refine(isOfThisCentury, DAY_EXAMPLE);

/** Days and unit of a question about the ledger. */
export const rangeFields = {
  period: z
    .string()
    .refine(isPeriod, PERIOD_EXAMPLE)
    .optional()
    .describe('A period, instead of `from` and `to`.'),
  from: day.optional().describe('First day.'),
  to: day.optional().describe('Last day.'),
  unit: z
    .string()
    .max(100)
    .optional()
    .describe('Id, code or name of a province or commune; those of before 1 July 2025 are understood.'),
};
