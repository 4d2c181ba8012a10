import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { MongoServer } from '../mongo/start-server.ts';
import { shuffled } from '../random.ts';
import type { RedisServer } from '../redis-server.ts';
import type { ProxyMode, TcpProxy } from '../tcp-proxy.ts';
import type { Supervisor } from './supervisor.ts';

/** Something that goes wrong, and is over when the promise resolves. @returns false when it was left out. */
export interface Trouble {
  name: string;
  happen(): Promise<boolean>;
}

export interface Scene {
  supervisor: Supervisor;
  redis: RedisServer;
  mongo: MongoServer;
  /** Between the processes and MongoDB. */
  proxy: Pick<TcpProxy, 'set'>;
  /** The disk of the journals; null when it is not a small one. */
  smallDisk: string | null;
  /** How long MongoDB stands still. */
  pauseMs: number;
  /** How long the line to it is cut. */
  cutMs: number;
}

/** How long Redis is away after a kill. */
const REDIS_AWAY_MS = 2_000;
const DISK_FULL_MS = 4_000;
const CUTS: readonly ProxyMode[] = ['refused', 'dropped', 'half-open', 'slow'];
const FILL_BYTES = 64 * 1024;

/** What befalls processes, Redis and the disk. */
export function troublesAround({ supervisor, redis, smallDisk }: Scene): Trouble[] {
  return [
    { name: 'kill -9 of a web process', happen: () => supervisor.kill('web') },
    { name: 'kill -9 of a worker', happen: () => supervisor.kill('worker') },
    {
      name: 'kill -9 of Redis',
      async happen() {
        await redis.kill();
        await pause(REDIS_AWAY_MS);
        await redis.restart();
        return true;
      },
    },
    {
      name: 'FLUSHALL',
      async happen() {
        await redis.command('FLUSHALL');
        return true;
      },
    },
    ...(smallDisk === null ? [] : [{ name: 'full disk', happen: () => fillFor(smallDisk, DISK_FULL_MS) }]),
  ];
}

/** What befalls MongoDB and the line to it. */
export function troublesWithMongo({ mongo: { rough }, proxy, pauseMs, cutMs }: Scene): Trouble[] {
  const cuts = CUTS.map((mode) => ({
    name: `MongoDB ${mode}`,
    async happen() {
      await proxy.set(mode);
      await pause(cutMs);
      await proxy.set('pass');
      return true;
    },
  }));
  if (!rough) return cuts;
  const paused = {
    name: 'MongoDB paused',
    async happen() {
      rough.freeze();
      await pause(pauseMs);
      rough.thaw();
      return true;
    },
  };
  const { killAndRestart } = rough;
  if (!killAndRestart) return [...cuts, paused];
  const killed = {
    name: 'kill -9 of mongod',
    async happen() {
      await killAndRestart();
      return true;
    },
  };
  return [...cuts, paused, killed];
}

/** Deals the troubles in random order, each before any comes again. */
export function* dealt(troubles: readonly Trouble[], random: () => number): Generator<Trouble, never> {
  for (;;) yield* shuffled(troubles, random);
}

async function fillFor(folder: string, durationMs: number): Promise<boolean> {
  const path = join(folder, 'filler');
  const file = openSync(path, 'w');
  const bytes = Buffer.alloc(FILL_BYTES);
  try {
    for (;;) writeSync(file, bytes);
  } catch {
    // No room is left, as wanted.
  }
  await pause(durationMs);
  closeSync(file);
  rmSync(path);
  return true;
}
