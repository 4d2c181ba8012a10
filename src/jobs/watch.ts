import { z } from 'zod';
import { Minute } from '../lib/duration.ts';
import type { Job } from './job.ts';

const schema = z.object({});

/** Looks whether anything is wrong that operators must know. */
export function watchJob(watch: () => Promise<void>): Job<z.infer<typeof schema>> {
  return {
    name: 'watch',
    schema,
    queues: ['watch'],
    concurrency: 1,
    everyMs: Minute.ms,
    run: watch,
  };
}
