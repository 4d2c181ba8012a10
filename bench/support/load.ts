import { connect, type Socket } from 'node:net';
import { serveOrders } from './child.ts';
import { makeRequests } from './requests.ts';

/** The load generator: a process of its own on raw sockets, so that the server's loop is not shared. */
export interface LoadOrder {
  url: string;
  /** Number of the first request. */
  from: number;
  count: number;
  connections: number;
  people: number;
  /** Requests a second, at even distances; null for as fast as the answers come. */
  perSecond: number | null;
}

export interface LoadReport {
  seconds: number;
  /** How often each status came. */
  statuses: Record<string, number>;
  /** From the moment when a request was due until its whole answer was there, ms. */
  p50Ms: number;
  p99Ms: number;
  maxMs: number;
}

interface Line {
  send(request: Buffer): Promise<number>;
  close(): void;
}

const END_OF_HEAD = '\r\n\r\n';

function openLine(host: string, port: number): Promise<Line> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, host, () => resolve(lineOn(socket)));
    socket.setNoDelay(true);
    socket.once('error', reject);
  });
}

function lineOn(socket: Socket): Line {
  let answered: ((status: number) => void) | null = null;
  let failed: ((error: Error) => void) | null = null;
  let received = '';
  socket.on('data', (chunk) => {
    received += chunk.toString('latin1');
    const bodyAt = received.indexOf(END_OF_HEAD) + END_OF_HEAD.length;
    if (bodyAt < END_OF_HEAD.length) return;
    const length = Number(/content-length: (\d+)/i.exec(received)?.[1] ?? 0);
    if (received.length < bodyAt + length) return;
    const status = Number(received.slice('HTTP/1.1 '.length, 'HTTP/1.1 200'.length));
    received = '';
    answered?.(status);
  });
  socket.on('close', () => failed?.(new Error('the server hung up')));
  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        answered = resolve;
        failed = reject;
        socket.write(request);
      }),
    close: () => socket.destroy(),
  };
}

async function run(order: LoadOrder): Promise<LoadReport> {
  const { host, hostname, port } = new URL(order.url);
  const requests = makeRequests({ ...order, host });
  const lines = await Promise.all(
    Array.from({ length: order.connections }, () => openLine(hostname, Number(port))),
  );
  const statuses: Record<string, number> = {};
  const waitsMs: number[] = [];
  const startedMs = performance.now();
  const dueMs = (n: number): number =>
    order.perSecond === null ? performance.now() : startedMs + (n * 1000) / order.perSecond;
  let next = 0;

  async function work(line: Line): Promise<void> {
    while (next < requests.length) {
      const n = next++;
      const due = dueMs(n);
      const early = due - performance.now();
      // A late line makes its request late: the wait counts from when it was due.
      if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
      const status = await line.send(requests[n] as Buffer);
      waitsMs.push(performance.now() - due);
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
  }

  await Promise.all(lines.map(work));
  const seconds = (performance.now() - startedMs) / 1000;
  for (const line of lines) line.close();
  waitsMs.sort((a, b) => a - b);
  const at = (part: number) => waitsMs[Math.min(waitsMs.length - 1, Math.floor(waitsMs.length * part))] ?? 0;
  return { seconds, statuses, p50Ms: at(0.5), p99Ms: at(0.99), maxMs: at(1) };
}

serveOrders({ run });
