import type { Logger } from '../lib/logger.ts';
import type { Queue } from '../queue/queue.ts';
import type { TimedJobs } from '../services/timed-jobs.ts';
import type { AnyJob } from './job.ts';

/** Handles every job of the list, and sets the rhythm of those that ring by themselves (from here, not from the queue). */
export async function startJobs(
  jobs: readonly AnyJob[],
  queue: Queue,
  timed: TimedJobs,
  logger: Logger,
): Promise<void> {
  const rhythms: Promise<void>[] = [];
  for (const job of jobs) {
    const { name: jobName, everyMs } = job;
    if (everyMs !== null) timed.add(jobName, everyMs, () => job.run({}));
    for (const name of job.queues) {
      queue.work(
        name,
        async (data) => {
          const parsed = job.schema.safeParse(data);
          if (!parsed.success) {
            logger.error({ job: job.name }, 'job with data that it cannot read: dropped');
            return;
          }
          await (everyMs === null ? job.run(parsed.data) : timed.rung(jobName));
        },
        { concurrency: job.concurrency },
      );
      if (everyMs !== null) rhythms.push(queue.every(name, jobName, everyMs, {}));
    }
  }
  await Promise.all(rhythms);
}
