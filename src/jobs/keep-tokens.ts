import { z } from 'zod';
import { Minute } from '../lib/duration.ts';
import type { Job } from './job.ts';

const schema = z.object({});

/** Looks whether an access token is due for refreshing; also keeps the pair of an idle account alive. */
export function keepTokensJob(keepFresh: () => Promise<void>): Job<z.infer<typeof schema>> {
  return {
    name: 'keep-tokens',
    schema,
    queues: ['keep-tokens'],
    concurrency: 1,
    everyMs: 10 * Minute.ms,
    run: keepFresh,
  };
}
