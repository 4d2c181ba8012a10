import type { JobJson } from 'bullmq';
import type { StoredJob } from './stored-job.ts';

interface Holder {
  jobId: string;
  /** The last ring that came while the holder ran; it becomes a job of its own when the holder is done. */
  next?: JobJson;
}

/** Which job stands for a deduplication key: one waits, and at most one more follows a running one. */
export class DedupeKeys {
  readonly #holders = new Map<string, Holder>();

  /** @returns The id of the job that stands for this key already, or undefined when `json` shall become a job. */
  absorb(json: JobJson, find: (jobId: string) => StoredJob | undefined): string | undefined {
    const key = json.deduplicationId;
    const holder = key === undefined ? undefined : this.#holders.get(key);
    if (!holder) return undefined;
    const running = find(holder.jobId)?.place === 'active';
    if (running && json.opts.deduplication?.keepLastIfActive) holder.next = json;
    return holder.jobId;
  }

  hold(job: StoredJob): void {
    if (job.deduplicationId !== undefined) this.#holders.set(job.deduplicationId, { jobId: job.id });
  }

  /** Frees the key of a job that is done or removed. @returns The ring that shall follow it. */
  release(job: StoredJob): JobJson | undefined {
    const key = job.deduplicationId;
    const holder = key === undefined ? undefined : this.#holders.get(key);
    if (key === undefined || holder?.jobId !== job.id) return undefined;
    this.#holders.delete(key);
    return holder.next;
  }
}
