import { EventEmitter } from 'node:events';
import type { JobJson, JobsOptions, JobType, KeepJobs, MinimalJob, WorkerOptions } from 'bullmq';
import { systemClock } from '../../../lib/clock.ts';
import type { JobTable } from './job-table.ts';
import { extendLock, heldJob, isStalled } from './locks.ts';
import type { Schedulers } from './schedulers.ts';
import type { Sleep, Waking } from './sleepers.ts';
import { jobRecord, type StoredJob } from './stored-job.ts';
import type { UsedBackend } from './unused.ts';

/** One queue's part of the memory, shared by all its producers and workers. */
export interface QueueMemory {
  readonly jobs: JobTable;
  readonly schedulers: Schedulers;
}

/** What the backend needs of BullMQ's options; a producer has none of them. */
export type LockOptions = Pick<WorkerOptions<unknown>, 'lockDuration' | 'maxStalledCount'>;

/** What BullMQ reads: job, its id, rate-limit wait (never here) and when the next delayed job is due (Unix ms). */
type NextJob = [job: JobJson | undefined, jobId: string, limitMs: number, dueMs: number];

type Finished = { result: NextJob | undefined; finishedOn: number };
type FailureFields = { failedReason?: string; stacktrace?: string };

const MS_PER_SECOND = 1_000;
const SHORTEST_BLOCK_SECONDS = 0.001;
const LONGEST_BLOCK_SECONDS = 60;
const DEFAULT_LOCK_MS = 30_000;
const STALLED_TOO_OFTEN = 'job stalled more than allowable limit';

// BullMQ's worker reads Date.now for its own waits, so this is the machine's clock and cannot be injected.
const { systemNow } = systemClock();

/** BullMQ's operations on one queue in memory, as one producer or one worker sees them. */
export class MemoryBackend extends EventEmitter implements UsedBackend {
  readonly minimumBlockTimeout = SHORTEST_BLOCK_SECONDS;
  readonly maximumBlockTimeout = LONGEST_BLOCK_SECONDS;
  readonly qualifiedName: string;
  readonly keys = {};
  closing: Promise<void> | undefined;
  readonly #jobs: JobTable;
  readonly #schedulers: Schedulers;
  readonly #lockMs: number;
  readonly #maxStalls: number;
  #sleep: Sleep | undefined;

  constructor(queue: string, memory: QueueMemory, options: LockOptions) {
    super();
    this.qualifiedName = queue;
    this.#jobs = memory.jobs;
    this.#schedulers = memory.schedulers;
    this.#lockMs = options.lockDuration ?? DEFAULT_LOCK_MS;
    this.#maxStalls = options.maxStalledCount ?? 1;
  }

  // Connection: there is none, so all of it is ready at once and closed at once.

  async waitUntilReady(): Promise<void> {}

  async setName(): Promise<void> {}

  close(): Promise<void> {
    this.closing ??= this.disconnectBlocking().then(() => void this.emit('close'));
    return this.closing;
  }

  disconnect(): Promise<void> {
    return this.close();
  }

  async disconnectBlocking(): Promise<void> {
    this.#sleep?.end('cancelled');
  }

  async reconnectBlocking(): Promise<void> {}

  toKey(type: string): string {
    return `${this.qualifiedName}:${type}`;
  }

  // Producers

  async addJob(job: JobJson, jobId: string): Promise<string> {
    return this.#jobs.add(job, jobId, systemNow());
  }

  async addJobs(entries: { job: JobJson; jobId: string }[]): Promise<string[]> {
    return entries.map(({ job, jobId }) => this.#jobs.add(job, jobId, systemNow()));
  }

  async pause(pause: boolean): Promise<void> {
    if (pause) {
      this.#jobs.meta.set('paused', '1');
      return;
    }
    this.#jobs.meta.delete('paused');
    this.#jobs.sleepers.ring();
  }

  async setQueueMeta(values: Record<string, string | number>): Promise<number> {
    for (const [field, value] of Object.entries(values)) this.#jobs.meta.set(field, String(value));
    return Object.keys(values).length;
  }

  async hasQueueMetaField(field: string): Promise<boolean> {
    return this.#jobs.meta.has(field);
  }

  async getCounts(types: JobType[]): Promise<number[]> {
    return types.map((type) => this.#count(type));
  }

  async getJobData(jobId: string): Promise<JobJson | undefined> {
    const job = this.#jobs.find(jobId);
    return job && jobRecord(job);
  }

  // Schedulers

  async addJobScheduler(
    id: string,
    _nextMs: number,
    data: string,
    _templateOptions: JobsOptions,
    rhythm: { name?: string; every?: number },
    jobOptions: JobsOptions,
  ): Promise<[string, number]> {
    if (!rhythm.every)
      throw new Error(`Scheduler ${id} has no every: calendar patterns are not kept in memory`);
    const { name = id, every: everyMs } = rhythm;
    return this.#schedulers.upsert(id, { name, everyMs, data }, jobOptions, systemNow());
  }

  async updateJobSchedulerNextMillis(
    id: string,
    _nextMs: number,
    _data: string,
    jobOptions: JobsOptions,
    producerId?: string,
  ): Promise<string | null> {
    return this.#schedulers.advance(id, producerId, jobOptions, systemNow());
  }

  async isJobScheduler(id: string): Promise<boolean> {
    return this.#schedulers.has(id);
  }

  // Workers

  async waitForJob(blockSeconds: number): ReturnType<UsedBackend['waitForJob']> {
    if (this.closing) return look(Infinity);
    const { waiting, delayed, paused, sleepers } = this.#jobs;
    const dueInMs = (delayed.nextDueMs ?? Infinity) - systemNow();
    if ((waiting.count > 0 && !paused) || dueInMs <= 0) return look();
    this.#sleep = sleepers.sleep(Math.min(blockSeconds * MS_PER_SECOND, dueInMs));
    const why = await this.#sleep.over;
    this.#sleep = undefined;
    return AFTER_SLEEP[why]();
  }

  async moveToActive(token: string): Promise<NextJob> {
    const nowMs = systemNow();
    const job = this.#jobs.takeNext({ token, expiresMs: nowMs + this.#lockMs }, nowMs);
    if (job) return [jobRecord(job), job.id, 0, 0];
    return [undefined, '', 0, this.#jobs.delayed.nextDueMs ?? 0];
  }

  async moveToCompleted(
    job: MinimalJob,
    returnValue: unknown,
    keep: boolean | number | KeepJobs,
    token: string,
    fetchNext: boolean,
  ): Promise<Finished> {
    const held = this.#held(job.id, token);
    held.returnvalue = JSON.stringify(returnValue ?? null);
    return this.#finish(held, 'completed', keep, token, fetchNext);
  }

  async moveToFailed(
    job: MinimalJob,
    failedReason: string,
    keep: boolean | number | KeepJobs,
    token: string,
    fetchNext: boolean,
    fields?: FailureFields,
  ): Promise<Finished> {
    const held = this.#held(job.id, token);
    Object.assign(held, fields, { failedReason });
    return this.#finish(held, 'failed', keep, token, fetchNext);
  }

  async moveToDelayed(
    jobId: string,
    timestampMs: number,
    delayMs: number,
    token = '',
    options: { skipAttempt?: boolean; fieldsToUpdate?: FailureFields; fetchNext?: boolean } = {},
  ): Promise<NextJob | undefined> {
    const job = this.#held(jobId, token);
    Object.assign(job, options.fieldsToUpdate);
    if (!options.skipAttempt) job.attemptsMade += 1;
    this.#jobs.toDelayed(job, delayMs, timestampMs);
    return options.fetchNext ? this.moveToActive(token) : undefined;
  }

  async retryJob(
    jobId: string,
    _lifo: boolean,
    token = '',
    options: { fieldsToUpdate?: FailureFields } = {},
  ): Promise<void> {
    const job = this.#held(jobId, token);
    Object.assign(job, options.fieldsToUpdate);
    job.attemptsMade += 1;
    this.#jobs.toWaiting(job);
  }

  async extendLock(jobId: string, token: string, durationMs: number): Promise<number> {
    return extendLock(this.#jobs.find(jobId), token, systemNow() + durationMs) ? 1 : 0;
  }

  async extendLocks(jobIds: string[], tokens: string[], durationMs: number): Promise<string[]> {
    const expiresMs = systemNow() + durationMs;
    return jobIds.filter((id, at) => !extendLock(this.#jobs.find(id), tokens[at] ?? '', expiresMs));
  }

  async moveStalledJobsToWait(): Promise<string[]> {
    const nowMs = systemNow();
    const stalled = [...this.#jobs.active].filter((job) => isStalled(job, nowMs));
    for (const job of stalled) this.#recover(job);
    return stalled.map((job) => job.id);
  }

  /** A job that stalls too often ends as failed (by the next worker), because it may be what brings workers down. */
  #recover(job: StoredJob): void {
    job.stalledCounter += 1;
    const scheduled = job.repeatJobKey !== undefined && this.#schedulers.has(job.repeatJobKey);
    if (job.stalledCounter > this.#maxStalls && !scheduled) job.deferredFailure = STALLED_TOO_OFTEN;
    this.#jobs.toWaiting(job);
  }

  #held(jobId: string | undefined, token: string): StoredJob {
    return heldJob(this.#jobs.find(jobId ?? ''), jobId ?? '', token);
  }

  async #finish(
    job: StoredJob,
    place: 'completed' | 'failed',
    keep: boolean | number | KeepJobs,
    token: string,
    fetchNext: boolean,
  ): Promise<Finished> {
    const finishedOn = systemNow();
    job.attemptsMade += 1;
    this.#jobs.finish(job, place, keptCount(keep), finishedOn);
    return { result: fetchNext ? await this.moveToActive(token) : undefined, finishedOn };
  }

  #count(type: JobType): number {
    const { waiting, active, delayed, completed, failed } = this.#jobs;
    if (type === 'waiting' || type === 'wait') return waiting.count;
    if (type === 'active') return active.size;
    if (type === 'delayed') return delayed.count;
    if (type === 'completed') return completed.length;
    return type === 'failed' ? failed.length : 0;
  }
}

/** Tells the worker to look for a job now, or (Infinity) not to look any more. */
function look(score = 0): { member: string; score: number } {
  return { member: '', score };
}

const AFTER_SLEEP = {
  rung: () => look(),
  timeout: () => null,
  cancelled: () => look(Infinity),
} as const satisfies Record<Waking, () => { member: string; score: number } | null>;

/** How many finished jobs stay (BullMQ's `removeOnComplete`, `removeOnFail`); ages are not looked at. */
function keptCount(keep: boolean | number | KeepJobs | undefined): number {
  if (typeof keep === 'number') return keep;
  if (typeof keep === 'object') return keep.count ?? Infinity;
  return keep ? 0 : Infinity;
}
