import type { StoredJob } from './stored-job.ts';

/** Jobs by the time at which they are due: the last of the array is the next one. */
export class DelayedJobs {
  readonly #byDue: StoredJob[] = [];

  get count(): number {
    return this.#byDue.length;
  }

  /** Unix ms at which the next job is due. */
  get nextDueMs(): number | undefined {
    return this.#byDue.at(-1)?.dueMs;
  }

  add(job: StoredJob): void {
    this.#byDue.splice(this.#placeOf(job.dueMs), 0, job);
  }

  remove(job: StoredJob): void {
    const at = this.#byDue.indexOf(job, this.#placeOf(job.dueMs));
    if (at >= 0) this.#byDue.splice(at, 1);
  }

  takeDue(nowMs: number): StoredJob | undefined {
    const next = this.nextDueMs;
    return next !== undefined && next <= nowMs ? this.#byDue.pop() : undefined;
  }

  /** First index whose job is due at `dueMs` or earlier (binary search), so that equals keep their order. */
  #placeOf(dueMs: number): number {
    let low = 0;
    let high = this.#byDue.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#byDue[middle] as StoredJob).dueMs > dueMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
