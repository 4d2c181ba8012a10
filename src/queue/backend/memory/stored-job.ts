import type { JobJson } from 'bullmq';

/** Where a job stands. `gone` is a removed job that a list may still hold until its turn comes. */
export type Place = 'waiting' | 'delayed' | 'active' | 'completed' | 'failed' | 'gone';

/** One job as it lies in memory: BullMQ's own record and what this backend must know beside it. */
export interface StoredJob extends JobJson {
  place: Place;
  /** When a delayed job is due, Unix ms. Meaningless elsewhere. */
  dueMs: number;
  /** Held by the worker that runs the job. */
  lock?: Lock;
}

export interface Lock {
  readonly token: string;
  /** Unix ms after which another worker may take the job. */
  expiresMs: number;
}

/** @param json - The record as BullMQ's `Job` made it. */
export function storedJob(json: JobJson, id: string): StoredJob {
  return { ...json, id, place: 'gone', dueMs: 0 };
}

/** A copy for BullMQ's `Job.fromJSON`, so that nothing outside changes the stored one. */
export function jobRecord({ place, dueMs, lock, ...json }: StoredJob): JobJson {
  return json;
}
