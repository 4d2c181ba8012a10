import { createRedisBackend, type KeyPrefixOptions } from 'bullmq';
import type { Redis } from 'ioredis';
import type { BullEngine } from '../../bull-engine.ts';
import { settlesWithin } from '../../let-go.ts';
import type { QueueHealth } from '../../queue.ts';
import { adviceFor } from './advice.ts';
import { producerConnection, workerConnection } from './connections.ts';

/** A server that is there answers by then; one that is away does not hold up the start for longer. */
const FIRST_WAIT_MS = 2_000;

export interface RedisEngineOptions {
  url: string;
  /** Told when the server is reached, also anew, and when it is lost. */
  onState?: ((state: 'reached' | 'lost') => void) | undefined;
}

/**
 * BullMQ on Redis. A server that is away at the start is no error: the store holds the work, and rings fail until it
 * comes.
 */
export async function redisEngine({ url, onState }: RedisEngineOptions): Promise<BullEngine> {
  const producer = producerConnection(url);
  const worker = workerConnection(url);
  // Errors also come as a change of state and from BullMQ; without a listener they would end the process.
  for (const connection of [producer, worker]) connection.on('error', () => undefined);
  let known: 'reached' | 'lost' | null = null;
  const note = (state: 'reached' | 'lost') => {
    if (known === state) return;
    known = state;
    onState?.(state);
  };
  producer.on('ready', () => note('reached'));
  producer.on('close', () => note('lost'));
  await settlesWithin(FIRST_WAIT_MS, firstReady(producer));

  return {
    connections: { producer, worker },
    createBackend(queue, options, flags) {
      // A producer must not ask for the version: a failed answer would spoil it for ever. Workers need it.
      const skipVersionCheck = options.connection === producer;
      const keyed: KeyPrefixOptions & typeof options = {
        ...options,
        prefix: prefixOf(queue),
        skipVersionCheck,
      };
      return createRedisBackend(queue, keyed, flags);
    },
    reachable: () => producer.status === 'ready',
    health: () => healthOf(producer),
    close() {
      producer.removeAllListeners('close');
      producer.disconnect();
      worker.disconnect();
    },
  };
}

/** All keys of a queue share a hash tag, so that they lie on one node of a Redis Cluster, and queues spread over all. */
function prefixOf(queue: string): string {
  return `{loa:${queue}}`;
}

async function firstReady(connection: Redis): Promise<void> {
  if (connection.status === 'ready') return;
  await new Promise<void>((resolve) => connection.once('ready', () => resolve()));
}

async function healthOf(producer: Redis): Promise<QueueHealth> {
  try {
    return { reachable: true, advice: adviceFor(await producer.info()) };
  } catch {
    return { reachable: false, advice: [] };
  }
}
