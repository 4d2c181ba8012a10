import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpSettings } from '../config/config.ts';
import { Second } from '../lib/duration.ts';

/** Slow requests are cut off; platforms deliver within a second. */
const HEADERS_TIMEOUT_MS = 10 * Second.ms;
const REQUEST_TIMEOUT_MS = 30 * Second.ms;

export interface HttpServer {
  /** Where it listens, e.g. `http://127.0.0.1:3000`. */
  url: string;
  /** Lets running requests end and takes no new ones. */
  close(): Promise<void>;
}

/** @throws {NodeJS.ErrnoException} such as `EADDRINUSE`. */
export function listen(handle: RequestListener, { host, port }: HttpSettings): Promise<HttpServer> {
  const server = createServer(handle);
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const { port: taken } = server.address() as AddressInfo;
      resolve({
        url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeIdleConnections();
          }),
      });
    });
  });
}
