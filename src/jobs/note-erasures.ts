import { z } from 'zod';
import { Second } from '../lib/duration.ts';
import type { Job } from './job.ts';

const schema = z.object({});

/** Notes erasures beside the backups. */
export function noteErasuresJob(note: () => Promise<void>): Job<z.infer<typeof schema>> {
  return {
    name: 'note-erasures',
    schema,
    queues: ['note-erasures'],
    concurrency: 1,
    everyMs: 10 * Second.ms,
    run: note,
  };
}
