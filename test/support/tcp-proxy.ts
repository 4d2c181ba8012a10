import { createServer, type Server, type Socket, connect as tcpConnect } from 'node:net';
import { freePort } from './free-port.ts';

/**
 * `pass`: as if it were not there. `refused`: cut, and nothing listens. `dropped`: open connections are cut, new ones are
 * taken and cut. `half-open`: everything stays open and no byte passes. `slow`: every piece is held back for a while.
 */
export type ProxyMode = 'pass' | 'refused' | 'dropped' | 'half-open' | 'slow';

/** A small TCP proxy that breaks in the ways networks do. */
export interface TcpProxy {
  readonly port: number;
  set(mode: ProxyMode): Promise<void>;
  /** The next piece that has these bytes in it never arrives, and its connection is cut; once. */
  cutAt(bytes: string): void;
  /** The next piece that has these bytes in it arrives, but whatever comes back is lost, and its connection is cut; once. */
  loseAnswerTo(bytes: string): void;
  close(): Promise<void>;
}

/** How long a piece is held back when `slow`, ms. */
const SLOW_MS = 300;

export async function startTcpProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  // Whoever knocks in vain where the system hands out ports may be given the very port, and so reach itself.
  const port = await freePort();
  let mode: ProxyMode = 'pass';
  let fatal: string | null = null;
  let unanswered: string | null = null;
  const sockets = new Set<Socket>();
  /** Nothing that these say is passed on. */
  const unheard = new WeakSet<Socket>();
  let server: Server | null = null;

  function join(from: Socket, to: Socket): void {
    sockets.add(from);
    from.on('error', () => to.destroy());
    from.on('close', () => {
      sockets.delete(from);
      to.destroy();
    });
    from.on('data', (chunk: Buffer) => {
      if (fatal !== null && chunk.includes(fatal)) {
        fatal = null;
        return void from.destroy();
      }
      if (unheard.has(from)) return void from.destroy();
      if (unanswered !== null && chunk.includes(unanswered)) {
        unanswered = null;
        unheard.add(to);
      }
      if (mode === 'half-open') return;
      if (mode === 'slow') setTimeout(() => to.writable && to.write(chunk), SLOW_MS);
      else to.write(chunk);
    });
  }

  async function listen(): Promise<void> {
    const opened = createServer((client) => {
      client.on('error', () => undefined);
      if (mode === 'dropped') return void client.destroy();
      const upstream = tcpConnect(target);
      join(client, upstream);
      join(upstream, client);
    });
    await new Promise<void>((resolve, reject) => {
      opened.once('error', reject);
      opened.listen(port, '127.0.0.1', resolve);
    });
    server = opened;
  }

  function cutAll(): void {
    for (const socket of sockets) socket.destroy();
  }

  async function shut(): Promise<void> {
    const closing = server;
    server = null;
    if (!closing) return;
    const closed = new Promise((resolve) => closing.close(resolve));
    cutAll();
    await closed;
  }

  await listen();
  return {
    port,
    async set(next) {
      // What got lost while half-open is never made up for: those connections are of no use any more.
      const isBroken = mode === 'half-open';
      mode = next;
      if (next === 'refused') return shut();
      if (next === 'dropped' || isBroken) cutAll();
      if (!server) await listen();
    },
    cutAt(bytes) {
      fatal = bytes;
    },
    loseAnswerTo(bytes) {
      unanswered = bytes;
    },
    close: shut,
  };
}
