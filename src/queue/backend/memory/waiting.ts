import type { StoredJob } from './stored-job.ts';

/** Taken entries are cut off once they are this many and more than half of the line. */
const CUT_OFF_AT = 1_024;

/** The waiting line, first in, first out. A job that leaves from the middle is skipped when its turn comes. */
export class WaitingJobs {
  #line: StoredJob[] = [];
  #head = 0;
  #left = 0;

  get count(): number {
    return this.#line.length - this.#head - this.#left;
  }

  add(job: StoredJob): void {
    this.#line.push(job);
  }

  /** Call once for a job that became `gone` while it waited. */
  leave(): void {
    this.#left += 1;
  }

  take(): StoredJob | undefined {
    while (this.#head < this.#line.length) {
      const job = this.#line[this.#head++] as StoredJob;
      this.#cutOff();
      if (job.place === 'waiting') return job;
      this.#left -= 1;
    }
    return undefined;
  }

  #cutOff(): void {
    if (this.#head < CUT_OFF_AT || this.#head * 2 < this.#line.length) return;
    this.#line = this.#line.slice(this.#head);
    this.#head = 0;
  }
}
