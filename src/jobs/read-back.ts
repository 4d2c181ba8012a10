import { z } from 'zod';
import { Minute } from '../lib/duration.ts';
import type { Job } from './job.ts';

const schema = z.object({});

/** Reads back from the platforms what no webhook told. */
export function readBackJob(readBack: () => Promise<void>): Job<z.infer<typeof schema>> {
  return {
    name: 'read-back',
    schema,
    queues: ['read-back'],
    concurrency: 1,
    everyMs: 5 * Minute.ms,
    run: readBack,
  };
}
