import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from './free-port.ts';
import { removeFolder } from './remove-folder.ts';

/** A real redis-server of our own on a free port, as operators should run it: append-only file, no eviction. */
export interface RedisServer {
  readonly url: string;
  readonly port: number;
  /** Folder of its append-only file. */
  readonly dir: string;
  /** Sends one command, such as `FLUSHALL`. */
  command(name: string, ...args: string[]): Promise<unknown>;
  /** Nothing is said to it: the power is gone. */
  kill(): Promise<void>;
  /** Starts it again on the same port and files. */
  restart(): Promise<void>;
  /** It stops answering without closing anything, until `thaw`. */
  freeze(): void;
  thaw(): void;
  /** Ends it and removes its files. */
  stop(): Promise<void>;
}

/** @param program - From `requires('redis')`. */
export async function startRedisServer(program: string, options: string[] = []): Promise<RedisServer> {
  const dir = mkdtempSync(join(tmpdir(), 'loa-redis-'));
  const port = await freePort();
  let child = await launch();
  let client = connect();

  async function launch(): Promise<ChildProcess> {
    const settings = ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir, '--save', ''];
    const durable = ['--appendonly', 'yes', '--maxmemory-policy', 'noeviction'];
    const started = spawn(program, [...settings, ...durable, ...options], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise<void>((resolve, reject) => {
      started.once('exit', (code) => reject(new Error(`redis-server ended with code ${code}`)));
      started.stdout?.on('data', (chunk: Buffer) => {
        if (String(chunk).includes('Ready to accept connections')) resolve();
      });
    });
    return started;
  }

  function connect(): Redis {
    const opened = new Redis(port, '127.0.0.1', { lazyConnect: true });
    opened.on('error', () => undefined);
    return opened;
  }

  async function kill(): Promise<void> {
    client.disconnect();
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }

  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    dir,
    command: (name, ...args) => client.call(name, ...args),
    kill,
    async restart() {
      child = await launch();
      client = connect();
    },
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    async stop() {
      child.kill('SIGCONT');
      await kill();
      // A rewrite of the append-only file is a process of its own: it may outlive its killed parent for a moment.
      removeFolder(dir);
    },
  };
}
