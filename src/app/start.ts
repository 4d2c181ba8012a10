import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Config } from '../config/config.ts';
import type { AcceptedEvent } from '../domain/event-log.ts';
import type { MovableClock } from '../lib/clock.ts';
import { Second } from '../lib/duration.ts';
import type { Ids } from '../lib/ids.ts';
import type { Logger } from '../lib/logger.ts';
import { openQueue } from '../queue/index.ts';
import { createAccept } from '../services/accept.ts';
import { createCardMemory } from '../services/card-memory.ts';
import { createMetrics } from '../services/metrics.ts';
import { CONTEXT_WAIT_MS, createSafetyCheck } from '../services/safety-check.ts';
import { createIngress } from '../web/ingress.ts';
import { openChannels } from './channels.ts';
import { loadKnowledge } from './knowledge.ts';
import { openStore } from './open-store.ts';
import { orderedStop } from './ordered-stop.ts';
import { startWorkers } from './workers.ts';

export interface RunningApp {
  /** Where it listens, e.g. `http://127.0.0.1:3000`. */
  url: string;
  /** Stops in order: door, bells, workers, journal, database. Twice is harmless. */
  stop(): Promise<void>;
}

export interface StartDeps {
  clock: MovableClock;
  ids: Ids;
  logger: Logger;
}

/** Slow requests are cut off; platforms deliver within a second. */
const HEADERS_TIMEOUT_MS = 10 * Second.ms;
const REQUEST_TIMEOUT_MS = 30 * Second.ms;
