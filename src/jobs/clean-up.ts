import { z } from 'zod';
import { Hour } from '../lib/duration.ts';
import type { Job } from './job.ts';

const schema = z.object({});

/** Removes what has had its time. */
export function cleanUpJob(cleanUp: () => Promise<void>): Job<z.infer<typeof schema>> {
  return {
    name: 'clean-up',
    schema,
    queues: ['clean-up'],
    concurrency: 1,
    everyMs: 1 * Hour.ms,
    run: cleanUp,
  };
}
