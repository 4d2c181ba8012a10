import { z } from 'zod';
import { recordSpec } from '../record-spec.ts';
import { trailEntrySchema } from '../report-trail.ts';

/**
 * Which message gave each value of a report when it was sent: the only words of a conversation that outlive their turn. The
 * id is the session's. It goes after `RETAIN_CHAT_DAYS`; later changes are revisions.
 */
export const reportTrailSchema = z.object({
  channel: z.enum(['zalo', 'messenger']),
  entries: z.array(trailEntrySchema),
  /** When the report was sent. */
  atMs: z.number(),
});

export type ReportTrail = z.infer<typeof reportTrailSchema>;

export const reportTrailRecords = recordSpec<ReportTrail>({
  name: 'report_trails',
  schema: reportTrailSchema,
  indexes: { byAge: ['atMs'] },
});
