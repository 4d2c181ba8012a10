import { z } from 'zod';
import { recordSpec } from '../record-spec.ts';

/**
 * One number that somebody entered for a row of the plan. Nothing is overwritten: of several for the same row, unit and
 * period the newest stands, the others are its history.
 */
export const indicatorEntrySchema = z.object({
  id: z.string(),
  /** Code of the plan's row. */
  indicator: z.string(),
  /** Commune or province. */
  unitId: z.string(),
  /** `2026`, `2026-Q4` or `2026-11`. */
  period: z.string(),
  numerator: z.number().min(0),
  /** What the numerator is a share of; null where the row counts and is no share. */
  denominator: z.number().min(0).nullable(),
  /** Where the number can be looked up: a decision, a list, a link. */
  evidence: z.string(),
  /** `token:<name>`, `command:<who>`, or `command` when nobody was named. */
  enteredBy: z.string(),
  atMs: z.number(),
  withdrawnAtMs: z.number().nullable(),
});

export type IndicatorEntry = z.infer<typeof indicatorEntrySchema>;

export const indicatorEntryRecords = recordSpec<IndicatorEntry>({
  name: 'indicator_entries',
  schema: indicatorEntrySchema,
  indexes: { byIndicator: ['indicator', 'unitId', 'period', 'atMs'], byUnit: ['unitId', 'atMs'] },
});
