import type { Logger } from '../lib/logger.ts';
import type { Queue } from '../queue/queue.ts';
import type { AnyJob } from './job.ts';

/** Handles every job of the list, and sets the rhythm of those that ring by themselves (from here, not from the queue). */
export async function startJobs(jobs: readonly AnyJob[], queue: Queue, logger: Logger): Promise<void> {
  for (const job of jobs) {
    for (const name of job.queues) {
      queue.work(
        name,
        async (data) => {
          const parsed = job.schema.safeParse(data);
          if (!parsed.success) {
            logger.error({ job: job.name }, 'job with data that it cannot read: dropped');
            return;
          }
          await job.run(parsed.data);
        },
        { concurrency: job.concurrency },
      );
      if (job.everyMs !== null) await queue.every(name, job.name, job.everyMs, {});
    }
  }
}
