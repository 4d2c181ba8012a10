import type { BackendFactory, ConnectionOptions, IQueueBackend } from 'bullmq';

/** Where BullMQ keeps its jobs. A new engine is one file in `backend/` that makes one of these. */
export interface BullEngine {
  readonly createBackend: BackendFactory<IQueueBackend, ConnectionOptions>;
  /** Apart, because a producer must fail at once when its server is away, and a worker must go on trying. */
  readonly connections: { readonly producer: ConnectionOptions; readonly worker: ConnectionOptions };
}
