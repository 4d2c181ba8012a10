import type { BackendFactory, ConnectionOptions, IQueueBackend } from 'bullmq';
import type { QueueHealth } from './queue.ts';

/** Where BullMQ keeps its jobs. A new engine is one folder in `backend/` that makes one of these. */
export interface BullEngine {
  readonly createBackend: BackendFactory<IQueueBackend, ConnectionOptions>;
  /** Apart, because a producer must fail at once when its server is away, and a worker must go on trying. */
  readonly connections: { readonly producer: ConnectionOptions; readonly worker: ConnectionOptions };
  /** Whether its server answers, as far as is known without asking. */
  reachable(): boolean;
  /** Asks the server how it is. Never throws. */
  health(): Promise<QueueHealth>;
  /** Drops the connections; BullMQ's workers and queues are closed before. */
  close(): void;
}
