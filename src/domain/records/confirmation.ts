import { z } from 'zod';
import { recordSpec } from '../record-spec.ts';

/**
 * What one member said about a period of their team: the id is `<teamId>:<period>:<personId>`. Two members who disagree
 * are both kept; the newest answer stands (`domain/ledger.ts`).
 */
export const confirmationSchema = z.object({
  teamId: z.string(),
  /** `2026-Q4`, or `2026-11` where the period is the month. */
  period: z.string(),
  personId: z.string(),
  answer: z.enum(['held', 'not-held']),
  sessionIds: z.array(z.string()),
  reason: z.string().nullable(),
  plannedDate: z.string().nullable(),
  atMs: z.number(),
  effectId: z.string(),
});

export type Confirmation = z.infer<typeof confirmationSchema>;

export const confirmationRecords = recordSpec<Confirmation>({
  name: 'confirmations',
  schema: confirmationSchema,
  indexes: { byTeam: ['teamId', 'period', 'atMs'], byPeriod: ['period', 'teamId'], byPerson: ['personId'] },
});

export function confirmationId(teamId: string, period: string, personId: string): string {
  return `${teamId}:${period}:${personId}`;
}
