import { Redis, type RedisOptions } from 'ioredis';
import { Second } from '../../../lib/duration.ts';

/** Pauses between attempts to reach a server that is away, ms: soon at first, never rare. */
const RETRY = { stepMs: 100, maxMs: 2 * Second.ms };

/** A ring that is not taken by then has failed: the sweep does its work. */
const PRODUCER_COMMAND_MS = 2 * Second.ms;

/** A connection that leaves a command unanswered for so long is dead (cut without a word) and opened anew. */
const PRODUCER_SILENCE_MS = 5 * Second.ms;
/** Longer than BullMQ's longest blocking wait (10 s) and its own guard. */
const WORKER_SILENCE_MS = 30 * Second.ms;

const COMMON: RedisOptions = {
  retryStrategy: (times) => Math.min(times * RETRY.stepMs, RETRY.maxMs),
  connectTimeout: 5 * Second.ms,
  keepAlive: 10 * Second.ms,
  // Rings overtake one another anyway; held-back writes would delay lock renewals.
  enableAutoPipelining: false,
};

/** For rings: fails at once when the server is away, and never keeps a ring for later. */
export function producerConnection(url: string): Redis {
  return new Redis(url, {
    ...COMMON,
    connectionName: 'loa-producer',
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: PRODUCER_COMMAND_MS,
    socketTimeout: PRODUCER_SILENCE_MS,
  });
}

/** For workers: goes on trying for ever. Each queue's blocking wait gets a copy of its own. */
export function workerConnection(url: string): Redis {
  return new Redis(url, {
    ...COMMON,
    connectionName: 'loa-worker',
    maxRetriesPerRequest: null,
    socketTimeout: WORKER_SILENCE_MS,
  });
}
