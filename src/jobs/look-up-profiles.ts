import { z } from 'zod';
import { Minute } from '../lib/duration.ts';
import type { Job } from './job.ts';

const schema = z.object({});

export const PROFILES_QUEUE = 'look-up-profiles';

/** Asks the platforms for the names of people who have just consented. */
export function lookUpProfilesJob(lookUp: () => Promise<void>): Job<z.infer<typeof schema>> {
  return {
    name: 'look-up-profiles',
    schema,
    queues: [PROFILES_QUEUE],
    concurrency: 1,
    everyMs: 5 * Minute.ms,
    run: lookUp,
  };
}
