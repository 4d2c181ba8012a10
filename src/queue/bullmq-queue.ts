import {
  type BackendClasses,
  type Queue as BullProducer,
  type ConnectionOptions,
  type IQueueBackend,
  type Job,
  type JobProgress,
  type JobsOptions,
  type Worker,
  withBackend,
} from 'bullmq';
import { Day, Second } from '../lib/duration.ts';
import type { BullEngine } from './bull-engine.ts';
import { dropWorkers, settlesWithin, whenIdle } from './let-go.ts';
import type {
  AddOptions,
  JobData,
  JobHandler,
  Queue,
  QueueCounts,
  QueueHealth,
  WorkOptions,
} from './queue.ts';
import { Rhythms } from './rhythms.ts';
import { RunningHandlers } from './running-handlers.ts';

export interface BullQueueOptions {
  /** How long a job stays with a worker that gives no sign of life, ms. Default 5,000. */
  lockMs?: number;
  /** How often workers look for such jobs, ms. Default 5,000. */
  stalledCheckMs?: number;
  /** How often rhythms that the engine has forgotten are set anew, ms. Default 10,000. */
  renewRhythmsMs?: number;
  /**
   * What stands at the engine for a `dedupeKey`. BullMQ writes the keys into a stream of events that outlives the jobs, so
   * keys that name a person must not stand there as they are. Default: the key itself.
   */
  hideKey?: (dedupeKey: string) => string;
  /** Told about every handler that threw and every trouble of the engine. Must not throw; never log the message. */
  onTrouble?: (trouble: QueueTrouble) => void;
}

export interface QueueTrouble {
  readonly queue: string;
  /** `handler`: a ring failed (once per attempt). `engine`: BullMQ or its server. */
  readonly source: 'handler' | 'engine';
  readonly error: unknown;
}

const DEFAULT_LOCK_MS = 5_000;
const DEFAULT_BACKOFF_MS = 1_000;
const DEFAULT_GRACE_MS = 10_000;
/** What aborted handlers, and then producers, get to end by themselves, ms. */
const LAST_WORD_MS = 500;
const DEFAULT_RENEW_MS = 10_000;
/** BullMQ tells a stream of events that nobody here reads; it is cut at about so many. */
const KEPT_EVENTS = 100;
/** Failed jobs kept to be counted, per queue: they may name a person, so not for longer than it takes to be noticed. */
const KEPT_FAILED = { count: 1_000, age: Day.ms / Second.ms };
/** One name for all: which work a job rings for is told by its queue and data. */
const JOB_NAME = 'ring';

/** The queue port on BullMQ. Takes no job before the first {@link Queue.work}. */
export function createBullQueue(engine: BullEngine, options: BullQueueOptions = {}): Queue {
  return new BullQueue(engine, options);
}

type Bull = BackendClasses<IQueueBackend, ConnectionOptions>;
type Producer = BullProducer<JobData, void, string, JobData, void, string, IQueueBackend, ConnectionOptions>;
type Consumer = Worker<JobData, void, string, IQueueBackend, JobProgress, ConnectionOptions>;

/** The engine's server is away: the ring is lost, and a sweep does its work. */
export class QueueAway extends Error {
  constructor() {
    super('[queue] the server is away');
    this.name = 'QueueAway';
  }
}

class BullQueue implements Queue {
  readonly #bull: Bull;
  readonly #engine: BullEngine;
  readonly #lockMs: number;
  readonly #stalledCheckMs: number;
  readonly #hideKey: (dedupeKey: string) => string;
  readonly #onTrouble: (trouble: QueueTrouble) => void;
  readonly #producers = new Map<string, Producer>();
  readonly #workers = new Map<string, Consumer>();
  readonly #running = new RunningHandlers();
  readonly #rhythms: Rhythms;
  #closing: Promise<void> | undefined;

  constructor(engine: BullEngine, options: BullQueueOptions) {
    this.#bull = withBackend(engine.createBackend);
    this.#engine = engine;
    this.#lockMs = options.lockMs ?? DEFAULT_LOCK_MS;
    this.#stalledCheckMs = options.stalledCheckMs ?? DEFAULT_LOCK_MS;
    this.#hideKey = options.hideKey ?? ((key) => key);
    this.#onTrouble = options.onTrouble ?? (() => undefined);
    this.#rhythms = new Rhythms(options.renewRhythmsMs ?? DEFAULT_RENEW_MS, {
      isSet: ({ queue, id }) => this.#reached(queue).getBackend().isJobScheduler(id),
      set: async ({ queue, id, everyMs, data }) => {
        const template = { name: JOB_NAME, data, opts: jobOptions({}) };
        await this.#reached(queue).upsertJobScheduler(id, { every: everyMs }, template);
      },
      failed: (queue, error) => this.#onTrouble({ queue, source: 'engine', error }),
    });
  }

  async add(queue: string, data: JobData, options: AddOptions = {}): Promise<void> {
    const { dedupeKey } = options;
    const hidden = dedupeKey === undefined ? options : { ...options, dedupeKey: this.#hideKey(dedupeKey) };
    await this.#reached(queue).add(JOB_NAME, data, jobOptions(hidden));
  }

  async every(queue: string, schedulerId: string, everyMs: number, data: JobData): Promise<void> {
    this.#producer(queue);
    await this.#rhythms.keep({ queue, id: schedulerId, everyMs, data });
  }

  work(queue: string, handler: JobHandler, options: WorkOptions = {}): void {
    this.#producer(queue);
    if (this.#workers.has(queue)) throw new Error(`Queue ${queue} has a handler already`);
    const worker = new this.#bull.Worker<JobData, void>(queue, (job) => this.#handle(queue, handler, job), {
      connection: this.#engine.connections.worker,
      concurrency: options.concurrency ?? 1,
      lockDuration: this.#lockMs,
      stalledInterval: this.#stalledCheckMs,
    });
    worker.on('error', (error) => this.#onTrouble({ queue, source: 'engine', error }));
    worker.on('lockRenewalFailed', (jobIds) => {
      for (const id of jobIds) this.#running.abort(runKey(queue, id), 'another worker has taken this job');
    });
    this.#workers.set(queue, worker);
  }

  async stats(): Promise<Record<string, QueueCounts>> {
    const names = [...this.#producers.keys()];
    const counts = await Promise.all(names.map((name) => countsOf(this.#reached(name))));
    return Object.fromEntries(names.map((name, at) => [name, counts[at] as QueueCounts]));
  }

  async pause(queue: string): Promise<void> {
    await this.#reached(queue).pause();
  }

  async resume(queue: string): Promise<void> {
    await this.#reached(queue).resume();
  }

  health(): Promise<QueueHealth> {
    return this.#engine.health();
  }

  close(graceMs: number = DEFAULT_GRACE_MS): Promise<void> {
    this.#closing ??= this.#letGo(graceMs);
    return this.#closing;
  }

  async #letGo(graceMs: number): Promise<void> {
    this.#rhythms.stop();
    const workers = [...this.#workers.values()];
    // With the server away BullMQ cannot become idle: then only what runs here is waited for.
    const idle = this.#engine.reachable() ? whenIdle(workers) : this.#running.ended();
    if (!(await settlesWithin(graceMs, idle))) {
      this.#running.abortAll('the queue is closing');
      await settlesWithin(LAST_WORD_MS, idle);
    }
    await settlesWithin(LAST_WORD_MS, dropWorkers(workers));
    const producers = [...this.#producers.values()].map((producer) => producer.close());
    await settlesWithin(LAST_WORD_MS, Promise.allSettled(producers));
    this.#engine.close();
  }

  /** @throws {QueueAway} at once instead of waiting for the server. */
  #reached(queue: string): Producer {
    const producer = this.#producer(queue);
    if (!this.#engine.reachable()) throw new QueueAway();
    return producer;
  }

  /** @throws {Error} once the queue is closed. */
  #producer(queue: string): Producer {
    if (this.#closing) throw new Error('The queue is closed');
    const known = this.#producers.get(queue);
    if (known) return known;
    const producer = new this.#bull.Queue<JobData, void>(queue, {
      connection: this.#engine.connections.producer,
      streams: { events: { maxLen: KEPT_EVENTS } },
    });
    producer.on('error', (error) => this.#onTrouble({ queue, source: 'engine', error }));
    this.#producers.set(queue, producer);
    return producer;
  }

  #handle(queue: string, handler: JobHandler, job: Job<JobData>): Promise<void> {
    const onError = (error: unknown) => this.#onTrouble({ queue, source: 'handler', error });
    return this.#running.run(runKey(queue, job.id), handler, job.data, onError);
  }
}

function runKey(queue: string, jobId: string | undefined): string {
  return `${queue}:${jobId}`;
}

function jobOptions({ delayMs, dedupeKey, attempts, backoffMs }: AddOptions): JobsOptions {
  return {
    delay: delayMs ?? 0,
    attempts: attempts ?? 1,
    backoff: { type: 'exponential', delay: backoffMs ?? DEFAULT_BACKOFF_MS },
    removeOnComplete: true,
    removeOnFail: KEPT_FAILED,
    stackTraceLimit: 0,
    ...(dedupeKey === undefined ? {} : { deduplication: { id: dedupeKey, keepLastIfActive: true } }),
  };
}

async function countsOf(producer: Producer): Promise<QueueCounts> {
  const [counts, paused] = await Promise.all([
    producer.getJobCounts('waiting', 'active', 'delayed', 'failed'),
    producer.isPaused(),
  ]);
  const { waiting = 0, active = 0, delayed = 0, failed = 0 } = counts;
  return { waiting, active, delayed, failed, paused };
}
