import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** A program of its own that answers questions over Node's channel between processes. */
export interface Child {
  readonly process: ChildProcess;
  /** @throws {Error} when the child throws, or dies before it answers. */
  ask<T>(order: string, input?: unknown): Promise<T>;
  /** Lets the child end by itself. */
  stop(): Promise<void>;
}

export type Orders = Record<string, (input: never) => unknown>;

interface Answer {
  id: number;
  result?: unknown;
  error?: string;
}

/** Starts a TypeScript program that calls {@link serveOrders}, and waits until it is ready. */
export async function startChild(script: URL, input: unknown = null): Promise<Child> {
  const child = fork(script, [JSON.stringify(input)], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  let lastId = 0;
  child.on('message', ({ id, result, error }: Answer) => {
    const waiter = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) waiter?.resolve(result);
    else waiter?.reject(new Error(error));
  });
  const gone = once(child, 'exit');
  child.on('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`${script.pathname} ended with ${code}`));
  });
  const ask = <T>(order: string, given: unknown = null): Promise<T> =>
    new Promise((resolve, reject) => {
      const id = ++lastId;
      waiting.set(id, { resolve: resolve as (result: unknown) => void, reject });
      child.send({ id, order, input: given });
    });
  await ask('ready');
  return {
    process: child,
    ask,
    async stop() {
      if (child.exitCode === null) await Promise.race([ask('stop').catch(() => {}), gone]);
      if (child.connected) child.disconnect();
      await gone;
    },
  };
}

/** What the parent gave as input. */
export function childInput<T>(): T {
  return JSON.parse(process.argv[2] ?? 'null') as T;
}

/** Processor time that this process has used, all its threads together, ms. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** The child's side: answers the orders until the parent says `stop`. */
export function serveOrders(orders: Orders, stop: () => Promise<void> | void = () => {}): void {
  const all: Orders = { ready: () => null, stop, ...orders };
  process.on('message', async ({ id, order, input }: { id: number; order: string; input: never }) => {
    try {
      const result = await all[order]?.(input);
      process.send?.({ id, result });
    } catch (error) {
      process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : 'failed' });
    }
  });
  process.on('disconnect', () => process.exit(0));
}
