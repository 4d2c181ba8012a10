import { z } from 'zod';
import { recordSpec } from '../record-spec.ts';

export const REPORT_STATUSES = ['sent', 'confirmed', 'returned', 'withdrawn'] as const;

export const reportStatusSchema = z.enum(REPORT_STATUSES);

export type ReportStatus = z.infer<typeof reportStatusSchema>;

/** Who changes a report: a member of its team in the chat, or an officer by the name of their token. */
export type Author =
  | { kind: 'person'; personId: string; via: 'zalo' | 'messenger' }
  | { kind: 'officer'; name: string; via: 'api' };

/**
 * One change of a report that was sent: who, when, old and new. The id is `<sessionId>:<number>`. The newest one also
 * stands in the session itself, so that session and revision are one compare-and-set.
 */
export const revisionSchema = z.object({
  sessionId: z.string(),
  /** From 1 up, without gaps. */
  number: z.number().int().min(1),
  action: z.enum(['correct', 'withdraw', 'confirm', 'return', 'reopen']),
  atMs: z.number(),
  byKind: z.enum(['person', 'officer']),
  /** The person's id, or the name of the officer's token. */
  by: z.string(),
  via: z.enum(['zalo', 'messenger', 'api']),
  /** Fields of the report with their values before and after. */
  changes: z.array(z.object({ field: z.string(), old: z.json(), new: z.json() })),
  reason: z.string().nullable(),
  from: reportStatusSchema,
  to: reportStatusSchema,
  /** The same effect or idempotency key twice is one revision. */
  effectId: z.string(),
});

export type Revision = z.infer<typeof revisionSchema>;

export const revisionRecords = recordSpec<Revision>({
  name: 'session_revisions',
  schema: revisionSchema,
  indexes: {
    bySession: ['sessionId', 'number'],
    byEffect: ['sessionId', 'effectId'],
    byAuthor: ['by', 'atMs'],
  },
});

export function revisionId(sessionId: string, number: number): string {
  return `${sessionId}:${number}`;
}
