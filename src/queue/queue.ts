/**
 * The bell of the system. Every unit of work exists in the store before a job rings for it, so the queue may lose
 * everything at any moment: it rings at least once unless it is lost itself, promises no order and no durability.
 */
export interface Queue {
  /**
   * Rings `queue` with a small payload. Never await it on an accept or turn path: a failure is only counted.
   *
   * @throws {Error} when the queue is closed or its server is away (producers never buffer).
   */
  add(queue: string, data: JobData, options?: AddOptions): Promise<void>;
  /** Handles the jobs of `queue` until {@link close}. One handler a queue and process. */
  work(queue: string, handler: JobHandler, options?: WorkOptions): void;
  /**
   * Rings `queue` every `everyMs` (upsert by `schedulerId`: the same id replaces the old rhythm). The rhythm is set anew
   * whenever the engine has forgotten it, or could not be told, until {@link close}.
   */
  every(queue: string, schedulerId: string, everyMs: number, data: JobData): Promise<void>;
  /**
   * Counts per known queue.
   *
   * @throws {Error} when the server is away.
   */
  stats(): Promise<Record<string, QueueCounts>>;
  /** Stops handing out jobs of `queue` in all processes until {@link resume}. */
  pause(queue: string): Promise<void>;
  resume(queue: string): Promise<void>;
  /** Asks the engine how it is. Never throws. */
  health(): Promise<QueueHealth>;
  /** Waits for running handlers up to `graceMs`, then lets go of everything. Twice is harmless. */
  close(graceMs?: number): Promise<void>;
}

/** Small, JSON-serialisable and free of personal text: ids only. */
export type JobData = Record<string, string | number | boolean | null>;

export type JobHandler = (data: JobData, signal: AbortSignal) => Promise<void>;

export interface AddOptions {
  /** Wait before the first ring, ms. Default 0. */
  delayMs?: number;
  /**
   * Rings with the same key while one waits are one ring; while one is running, one more runs after it
   * (BullMQ `deduplication` with `keepLastIfActive`), so that nothing that came in meanwhile is overlooked.
   */
  dedupeKey?: string;
  /** How often a throwing handler is rung, in all. Default 1: the sweep finds what stayed undone. */
  attempts?: number;
  /** First pause between attempts, ms; doubles each time. Default 1,000. */
  backoffMs?: number;
}

export interface WorkOptions {
  /** Handlers running at the same time in this process. Default 1. */
  concurrency?: number;
}

export interface QueueHealth {
  /** Whether its server answers. Bells are silent otherwise, and sweeps do all the work. */
  reachable: boolean;
  /** What an operator should change about the server, one sentence each. */
  advice: string[];
}

export interface QueueCounts {
  waiting: number;
  active: number;
  delayed: number;
  failed: number;
  paused: boolean;
}
