import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type ServerProcess, startServerProcess, THIS_BUILD } from './server-process.ts';

export interface ClusterOptions {
  mongoUri: string;
  redisUrl: string;
  /** Every process's `DATA_DIR`: one volume, as in docker-compose.yml. */
  dataDir: string;
  /** Channels and their addresses. */
  env: Record<string, string>;
  webs?: number;
  workers?: number;
  /** How far workers stand back behind the web processes, as `nice` has it. Default 0. */
  workerNice?: number;
}

/** The topology of docker-compose.yml as plain processes, behind a round-robin. */
export interface Cluster {
  /** Where webhooks go: each to the next web process, and to another one when that is dead. */
  readonly url: string;
  readonly webs: ServerProcess[];
  readonly workers: ServerProcess[];
  /** Starts a process anew after it was killed. */
  restart(role: 'web' | 'worker', index: number): Promise<void>;
  stop(): Promise<void>;
}

export const CLUSTER_KEY = 'an-invented-key-of-enough-characters';

/** The settings that all processes of the cluster share. */
export function clusterEnv({ mongoUri, redisUrl, dataDir, env }: ClusterOptions): Record<string, string> {
  return {
    ...env,
    MONGODB_URI: mongoUri,
    REDIS_URL: redisUrl,
    LOA_SECRET_KEY: CLUSTER_KEY,
    DATA_DIR: join(dataDir, 'data'),
    SIMULATOR: 'off',
    LOG_LEVEL: 'info',
  };
}

export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const env = clusterEnv(options);
  const niceOf = (role: 'web' | 'worker') => (role === 'worker' ? (options.workerNice ?? 0) : 0);
  const start = (role: 'web' | 'worker') =>
    startServerProcess(env, ['--role', role], THIS_BUILD, niceOf(role));
  const startAll = (role: 'web' | 'worker', count: number) =>
    Promise.all(Array.from({ length: count }, () => start(role)));
  const [webs, workers] = await Promise.all([
    startAll('web', options.webs ?? 2),
    startAll('worker', options.workers ?? 2),
  ]);
  const proxy = await startRoundRobin(() => webs.map(({ url }) => url));
  return {
    url: proxy.url,
    webs,
    workers,
    async restart(role, index) {
      const processes = role === 'web' ? webs : workers;
      processes[index] = await start(role);
    },
    async stop() {
      await proxy.close();
      await Promise.all([...webs, ...workers].map((one) => one.terminate()));
    },
  };
}

/** Hands each request to the next server; one that reached nobody goes to the other. */
async function startRoundRobin(urls: () => string[]): Promise<{ url: string; close(): Promise<void> }> {
  let turn = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { host: _host, connection: _connection, ...headers } = request.headers;
    const { method = 'GET', url: path } = request;
    const all = urls();
    for (let tried = 0; tried < all.length; tried++) {
      const base = all[turn++ % all.length];
      try {
        const answer = await fetch(`${base}${path}`, {
          method,
          headers: headers as Record<string, string>,
          ...(method === 'POST' && { body: Buffer.concat(chunks) }),
        });
        response.writeHead(answer.status).end(Buffer.from(await answer.arrayBuffer()));
        return;
      } catch {
        // Dead, or died meanwhile: whoever asks twice gets a duplicate, which has no effect.
      }
    }
    response.writeHead(502).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
