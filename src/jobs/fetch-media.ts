import { z } from 'zod';
import type { Job } from './job.ts';

const schema = z.object({ id: z.string() });

export const MEDIA_QUEUE = 'fetch-media';

/** Downloads one photo or voice note. */
export function fetchMediaJob(fetchMedia: (id: string) => Promise<void>): Job<z.infer<typeof schema>> {
  return {
    name: 'fetch-media',
    schema,
    queues: [MEDIA_QUEUE],
    concurrency: 2,
    everyMs: null,
    run: ({ id }) => fetchMedia(id),
  };
}
