import { ErrorCode } from 'bullmq';
import type { StoredJob } from './stored-job.ts';

/** BullMQ's code for the refusal, so that its worker can tell one from another. */
export class LockRefused extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, jobId: string) {
    super(`Job ${jobId} is not held by this worker (${ErrorCode[code]})`);
    this.name = 'LockRefused';
    this.code = code;
  }
}

/**
 * The job, if `token` still holds it.
 *
 * @throws {LockRefused} when it is unknown, no longer active, or another worker has it.
 */
export function heldJob(job: StoredJob | undefined, jobId: string, token: string): StoredJob {
  if (!job) throw new LockRefused(ErrorCode.JobNotExist, jobId);
  if (job.place !== 'active') throw new LockRefused(ErrorCode.JobNotInState, jobId);
  if (job.lock?.token !== token) throw new LockRefused(ErrorCode.JobLockMismatch, jobId);
  return job;
}

/**
 * Prolongs a lock. An expired one may be prolonged too as long as nobody took the job: after a long pause of the
 * whole process its own worker is still the right one.
 */
export function extendLock(job: StoredJob | undefined, token: string, expiresMs: number): boolean {
  if (job?.place !== 'active' || job.lock?.token !== token) return false;
  job.lock.expiresMs = expiresMs;
  return true;
}

export function isStalled(job: StoredJob, nowMs: number): boolean {
  return job.lock !== undefined && job.lock.expiresMs <= nowMs;
}
