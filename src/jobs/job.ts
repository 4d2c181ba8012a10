import type { z } from 'zod';
import type { JobData } from '../queue/queue.ts';

/** One kind of bell: what rings, how often at a time, and what is done then. */
export interface Job<T extends JobData> {
  /** Kebab-case; begins the queue's name. */
  name: string;
  schema: z.ZodType<T>;
  /** The queues of this job: one a channel where channels must not wait for one another. */
  queues: readonly string[];
  /** Handlers at the same time, in one process and queue. */
  concurrency: number;
  /** Rings by itself so often, ms; null for never. */
  everyMs: number | null;
  run(data: T): Promise<void>;
}

/** Keeps the job's own type while lists hold jobs of all kinds. */
// biome-ignore lint/suspicious/noExplicitAny: a list of jobs of different data; each parses its own
export type AnyJob = Job<any>;
