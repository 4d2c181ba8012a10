import { z } from 'zod';
import { recordSpec } from '../record-spec.ts';

/** When a job that rings by itself was last begun, by its bell or by a sweep. The id is the job's name. */
export const timedJobSchema = z.object({ startedAtMs: z.number() });

export type TimedJob = z.infer<typeof timedJobSchema>;

export const timedJobRecords = recordSpec<TimedJob>({
  name: 'timed_jobs',
  schema: timedJobSchema,
  indexes: {},
});

/** A queue that an operator has paused. The id is the queue's name. */
export const queuePauseSchema = z.object({ sinceMs: z.number() });

export type QueuePause = z.infer<typeof queuePauseSchema>;

export const queuePauseRecords = recordSpec<QueuePause>({
  name: 'queue_pauses',
  schema: queuePauseSchema,
  indexes: {},
});
