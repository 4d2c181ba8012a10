import { z } from 'zod';
import { recordSpec } from '../record-spec.ts';

/**
 * After a restore or a move the system accepts and answers into its outbox, but sends nothing and calls no platform until
 * an operator releases it: the old machine may still be running, and what the backup holds may have gone out long ago.
 */
export const holdSchema = z.object({
  reason: z.enum(['restored', 'moved']),
  sinceMs: z.number(),
  /** Moment that the backup shows; null after a move. */
  backupAtMs: z.number().nullable(),
});

export type Hold = z.infer<typeof holdSchema>;

/** The one record of its kind. */
export const HOLD_ID = 'system';

export const holdRecords = recordSpec<Hold>({ name: 'holds', schema: holdSchema, indexes: {} });
