import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { TcpProxy } from './tcp-proxy.ts';

/** A TCP proxy in a process of its own, so that nothing waits for whoever breaks it. */
export async function remoteTcpProxy(target: {
  host: string;
  port: number;
}): Promise<Omit<TcpProxy, 'cutAt' | 'loseAnswerTo'>> {
  const args = [target.host, String(target.port)];
  const child = fork(join(import.meta.dirname, 'tcp-proxy-process.ts'), args, {
    execArgv: ['--import', 'tsx'],
  });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return {
    port,
    async set(mode) {
      child.send({ mode });
      await once(child, 'message');
    },
    async close() {
      child.disconnect();
    },
  };
}
