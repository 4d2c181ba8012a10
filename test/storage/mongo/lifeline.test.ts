import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { connect, type Line, type LineOptions } from '../../../src/storage/mongo/connection.ts';
import { mongoServer } from '../../support/mongo-server.ts';
import { startTcpProxy } from '../../support/tcp-proxy.ts';

const mongo = await mongoServer();

const SOON = { timeout: 60_000, interval: 100 };

/** The driver begins no look sooner after the last one, whoever asks for it. */
const LEAST_BETWEEN_LOOKS_MS = 500;

/** What of the driver's inside is touched, to break the line at the worst moment. */
interface DriverServer {
  monitor: { connection: { socket: Socket } };
  requestCheck(): void;
}

async function open(uri: string, options: LineOptions) {
  const renewals: string[] = [];
  const line = await connect(uri, { ...options, onRenew: (why) => void renewals.push(why) });
  onTestFinished(() => line.close());
  return { line, renewals };
}

/** A line that can be cut. */
async function wired(options: LineOptions) {
  const uri = new URL(mongo?.freshUri() ?? '');
  const proxy = await startTcpProxy({ host: uri.hostname, port: Number(uri.port) });
  onTestFinished(() => proxy.close());
  uri.host = `127.0.0.1:${proxy.port}`;
  return { proxy, ...(await open(uri.toString(), options)) };
}

const answer = ({ db, bounded }: Line) =>
  bounded(db.collection('invented').findOne({})).then(() => 'there', String);

/** Whoever misses the server asks for a look at the moment when the monitor's socket is destroyed and not yet closed. */
function askWhenDestroyed({ db }: Line): void {
  const { topology } = db.getClient() as unknown as {
    topology: { s: { servers: Map<string, DriverServer> } };
  };
  for (const server of topology.s.servers.values()) {
    const { socket } = server.monitor.connection;
    const destroy = socket.destroy.bind(socket);
    socket.destroy = (error?: Error) => {
      const destroyed = destroy(error);
      server.requestCheck();
      return destroyed;
    };
  }
}

describe.skipIf(!mongo)('a line to MongoDB', () => {
  it('carries again after the driver stood still when it broke', async () => {
    const { proxy, line, renewals } = await wired({ awayMs: 500, lookEveryMs: 2 * LEAST_BETWEEN_LOOKS_MS });
    // A busy machine may be too late for the moment between two looks.
    while (!renewals.includes('monitor')) {
      await once(line.db.getClient(), 'serverHeartbeatSucceeded');
      await pause(LEAST_BETWEEN_LOOKS_MS + 100);
      askWhenDestroyed(line);
      await proxy.set('dropped');
      await proxy.set('pass');
      await expect.poll(() => answer(line), SOON).toBe('there');
    }
  }, 150_000);

  it('gives up a command that never settles, and connects anew', async () => {
    const { line, renewals } = await open(mongo?.freshUri() ?? '', { awayMs: 100, lookEveryMs: 100 });
    await expect(line.bounded(new Promise(() => {}))).rejects.toMatchObject({ code: 'unreachable' });
    await expect.poll(() => answer(line), SOON).toBe('there');
    expect(renewals).toContain('work');
  });
});
