import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpSettings } from '../config/config.ts';
import { Second } from '../lib/duration.ts';

/** Slow requests are cut off; platforms deliver within a second. */
const HEADERS_TIMEOUT_MS = 10 * Second.ms;
const REQUEST_TIMEOUT_MS = 30 * Second.ms;

/** While it stops, connections that have become idle are closed so often. */
const HANG_UP_EVERY_MS = 50;

export interface HttpServer {
  /** Where it listens, e.g. `http://127.0.0.1:3000`. */
  url: string;
  /** Lets running requests end and takes no new ones. */
  close(): Promise<void>;
}

/** The address cannot be listened at; the message says what to do. */
export class ListenRefused extends Error {
  constructor({ host, port }: HttpSettings, cause: NodeJS.ErrnoException) {
    const known =
      REASONS[cause.code ?? ''] ?? `cannot be opened (${cause.code ?? 'unknown'}). Set PORT and HOST.`;
    super(`[http] Port ${port} of ${host} ${known}`, { cause });
    this.name = 'ListenRefused';
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE:
    'is in use. Stop what listens there (perhaps an earlier start of this server), or set PORT to another one.',
  EACCES: 'may not be opened by this user. Set PORT to 1024 or more, and put the reverse proxy before it.',
  EADDRNOTAVAIL: 'is no address of this machine. Set HOST to one of its own, or to 127.0.0.1.',
  ENOTFOUND: 'is no address of this machine. Set HOST to one of its own, or to 127.0.0.1.',
};

/** @throws {ListenRefused} */
export function listen(handle: RequestListener, settings: HttpSettings): Promise<HttpServer> {
  const { host, port } = settings;
  const server = createServer(handle);
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => reject(new ListenRefused(settings, cause)));
    server.listen(port, host, () => {
      const { port: taken } = server.address() as AddressInfo;
      resolve({
        url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`,
        close: () =>
          new Promise((closed) => {
            // One that is answered just now stays open for whoever asks again: nobody will be heard.
            const hangUp = setInterval(() => server.closeIdleConnections(), HANG_UP_EVERY_MS);
            server.close(() => {
              clearInterval(hangUp);
              closed();
            });
            server.closeIdleConnections();
          }),
      });
    });
  });
}
