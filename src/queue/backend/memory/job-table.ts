import type { JobJson } from 'bullmq';
import { DedupeKeys } from './dedupe.ts';
import { DelayedJobs } from './delayed.ts';
import { Sleepers } from './sleepers.ts';
import { type Lock, type StoredJob, storedJob } from './stored-job.ts';
import { WaitingJobs } from './waiting.ts';

/**
 * The jobs of one queue and the moves between their places. Every move is synchronous, so that each is atomic; what
 * gives work to a sleeping worker rings the bell by itself.
 */
export class JobTable {
  readonly sleepers = new Sleepers();
  readonly meta = new Map<string, string>();
  readonly active = new Set<StoredJob>();
  readonly delayed = new DelayedJobs();
  readonly waiting = new WaitingJobs();
  readonly completed: StoredJob[] = [];
  readonly failed: StoredJob[] = [];
  readonly #jobs = new Map<string, StoredJob>();
  readonly #keys = new DedupeKeys();
  #lastId = 0;

  get paused(): boolean {
    return this.meta.has('paused');
  }

  find(jobId: string): StoredJob | undefined {
    return this.#jobs.get(jobId);
  }

  /** @returns The id of the new job, or of the one that already stands for it. */
  add(json: JobJson, jobId: string | undefined, nowMs: number): string {
    const standing = this.#keys.absorb(json, (id) => this.find(id));
    if (standing !== undefined) return standing;
    const id = jobId || this.#nextId();
    if (this.#jobs.has(id)) return id;
    const job = storedJob(json, id);
    this.#jobs.set(id, job);
    this.#keys.hold(job);
    const delayMs = json.opts.delay ?? 0;
    if (delayMs > 0) this.toDelayed(job, delayMs, nowMs);
    else this.toWaiting(job);
    return id;
  }

  toWaiting(job: StoredJob): void {
    this.#leavePlace(job);
    job.place = 'waiting';
    this.waiting.add(job);
    this.sleepers.ring();
  }

  toDelayed(job: StoredJob, delayMs: number, nowMs: number): void {
    this.#leavePlace(job);
    job.place = 'delayed';
    job.delay = delayMs;
    job.dueMs = nowMs + delayMs;
    this.delayed.add(job);
    if (this.delayed.nextDueMs === job.dueMs) this.sleepers.ring();
  }

  /** The next waiting job, now active under `lock`; undefined when there is none or the queue is paused. */
  takeNext(lock: Lock, nowMs: number): StoredJob | undefined {
    for (let due = this.delayed.takeDue(nowMs); due; due = this.delayed.takeDue(nowMs)) {
      due.place = 'waiting';
      this.waiting.add(due);
    }
    const job = this.paused ? undefined : this.waiting.take();
    if (!job) return undefined;
    job.place = 'active';
    job.lock = lock;
    job.processedOn = nowMs;
    job.attemptsStarted += 1;
    this.active.add(job);
    return job;
  }

  /** Ends an active job and adds the ring that came for its key meanwhile. Keeps the last `keep` of its kind. */
  finish(job: StoredJob, place: 'completed' | 'failed', keep: number, nowMs: number): void {
    this.#leavePlace(job);
    job.place = place;
    job.finishedOn = nowMs;
    const kept = this[place];
    kept.push(job);
    while (kept.length > keep) this.#jobs.delete((kept.shift() as StoredJob).id);
    const next = this.#keys.release(job);
    if (next) this.add(next, undefined, nowMs);
  }

  /** Takes away a job that waits or is delayed. */
  remove(job: StoredJob): void {
    this.#leavePlace(job);
    job.place = 'gone';
    this.#jobs.delete(job.id);
    this.#keys.release(job);
  }

  #leavePlace(job: StoredJob): void {
    if (job.place === 'waiting') this.waiting.leave();
    if (job.place === 'delayed') this.delayed.remove(job);
    if (job.place === 'active') this.active.delete(job);
    job.lock = undefined;
  }

  #nextId(): string {
    this.#lastId += 1;
    return String(this.#lastId);
  }
}
