import type { JobsOptions } from 'bullmq';
import type { JobTable } from './job-table.ts';

/** What makes the jobs of one rhythm. */
export interface Rhythm {
  readonly name: string;
  readonly everyMs: number;
  /** BullMQ's JSON of the data that each job gets. */
  readonly data: string;
}

/** The next job of a rhythm lies in the queue already; the one after it is made when that one begins. */
interface Scheduler extends Rhythm {
  /** Unix ms of the job made last. */
  slotMs: number;
}

/** The job schedulers of one queue. */
export class Schedulers {
  readonly #table: JobTable;
  readonly #byId = new Map<string, Scheduler>();

  constructor(table: JobTable) {
    this.#table = table;
  }

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  /**
   * Sets or replaces a rhythm. A new or changed one begins at once; one set again at the same pace keeps its phase.
   *
   * @returns Id and delay (ms) of its next job.
   */
  upsert(id: string, rhythm: Rhythm, opts: JobsOptions, nowMs: number): [jobId: string, delayMs: number] {
    const before = this.#byId.get(id);
    const takenBack = before !== undefined && this.#takeBack(id, before.slotMs);
    const slotMs = firstSlot(before, takenBack, rhythm.everyMs, nowMs);
    const scheduler = { ...rhythm, slotMs: this.#freeSlot(id, slotMs, rhythm.everyMs) };
    this.#byId.set(id, scheduler);
    return this.#addJob(id, scheduler, opts, nowMs);
  }

  /** Adds the job after `producerId`. @returns Its id, or null when that job is not the rhythm's latest. */
  advance(id: string, producerId: string | undefined, opts: JobsOptions, nowMs: number): string | null {
    const scheduler = this.#byId.get(id);
    if (!scheduler || producerId !== slotJobId(id, scheduler.slotMs)) return null;
    scheduler.slotMs = slotAfter(scheduler.slotMs, scheduler.everyMs, nowMs);
    return this.#addJob(id, scheduler, opts, nowMs)[0];
  }

  #addJob(id: string, { name, data, slotMs }: Scheduler, opts: JobsOptions, nowMs: number): [string, number] {
    const jobId = slotJobId(id, slotMs);
    const delay = Math.max(0, slotMs - nowMs);
    const job = {
      id: jobId,
      name,
      data,
      opts: { ...opts, jobId, delay, prevMillis: slotMs },
      progress: 0,
      attemptsMade: 0,
      attemptsStarted: 0,
      stalledCounter: 0,
      timestamp: nowMs,
      failedReason: '',
      returnvalue: 'null',
      repeatJobKey: id,
    };
    return [this.#table.add(job, jobId, nowMs), delay];
  }

  /** Removes the job made last unless it has begun. @returns Whether it was removed. */
  #takeBack(id: string, slotMs: number): boolean {
    const job = this.#table.find(slotJobId(id, slotMs));
    if (job?.place !== 'waiting' && job?.place !== 'delayed') return false;
    this.#table.remove(job);
    return true;
  }

  /** A running job, or a failed one that is kept, may occupy a slot. */
  #freeSlot(id: string, slotMs: number, everyMs: number): number {
    let free = slotMs;
    while (this.#table.find(slotJobId(id, free))) free += everyMs;
    return free;
  }
}

/** The id that BullMQ gives to a scheduler's job; by it `advance` recognises the latest. */
function slotJobId(schedulerId: string, slotMs: number): string {
  return `repeat:${schedulerId}:${slotMs}`;
}

function firstSlot(
  before: Scheduler | undefined,
  takenBack: boolean,
  everyMs: number,
  nowMs: number,
): number {
  if (before?.everyMs !== everyMs) return nowMs;
  return takenBack ? before.slotMs : slotAfter(before.slotMs, everyMs, nowMs);
}

/** The slot after `slotMs` in the same phase; slots that were slept through are left out, not made up for. */
function slotAfter(slotMs: number, everyMs: number, nowMs: number): number {
  const missed = Math.max(0, Math.ceil((nowMs - slotMs) / everyMs) - 1);
  return slotMs + (missed + 1) * everyMs;
}
