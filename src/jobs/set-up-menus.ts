import { z } from 'zod';
import { Minute } from '../lib/duration.ts';
import type { Job } from './job.ts';

const schema = z.object({});

/** Gives the platforms our menu when they do not have it yet. */
export function setUpMenusJob(setUp: () => Promise<void>): Job<z.infer<typeof schema>> {
  return {
    name: 'set-up-menus',
    schema,
    queues: ['set-up-menus'],
    concurrency: 1,
    everyMs: 10 * Minute.ms,
    run: setUp,
  };
}
