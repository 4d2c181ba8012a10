import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Ids } from '../../lib/ids.ts';
import { type FakeAnswer, writeAnswer } from './fake-answer.ts';

/** One request to a fake. */
export interface FakeRequest {
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface FakeServerOptions {
  /** Stands in errors: "the fake Zalo". */
  name: string;
  ids: Ids;
  /** Under what a request is counted. */
  countedAs(method: string, path: string): string;
  answer(request: FakeRequest): Promise<FakeAnswer>;
  /** What the platform says with each JSON answer, such as its limits. */
  jsonHeaders(): Record<string, string>;
  /** An answer has been given, or withheld for good. */
  answered?(answer: FakeAnswer): void;
}

/** The HTTP side of a fake platform: it counts requests, serves hosted files and delivers what it has to tell. */
export interface FakeServer {
  /** @returns Base address, such as `http://127.0.0.1:40123`. */
  listen(port?: number): Promise<string>;
  /** Hangs up on everyone and lets running deliveries end. */
  close(): Promise<void>;
  /** @throws before {@link listen}. */
  readonly url: string;
  /** How many requests came, by what they are counted as. */
  readonly requests: ReadonlyMap<string, number>;
  /** Serves bytes, such as a photo that a person sends. @returns its address. */
  host(bytes: Buffer, contentType: string, name: string): string;
  /** Something that the platform tells by itself: {@link close} and {@link idle} wait for it. */
  track<T>(delivery: Promise<T>): Promise<T>;
  /** Resolves when every tracked delivery so far is over. */
  idle(): Promise<void>;
  /** Waits in real time. @throws when the fake is closed meanwhile. */
  pause(ms: number): Promise<void>;
}

const HOSTED_PREFIX = '/hosted/';

export function createFakeServer(options: FakeServerOptions): FakeServer {
  const hosted = new Map<string, { bytes: Buffer; contentType: string }>();
  const requests = new Map<string, number>();
  const deliveries = new Set<Promise<unknown>>();
  const closing = new AbortController();
  let baseUrl: string | null = null;

  function address(): string {
    if (baseUrl === null) throw new Error(`${options.name} is not listening yet`);
    return baseUrl;
  }

  async function answerTo(request: IncomingMessage): Promise<FakeAnswer> {
    const { method = 'GET', headers } = request;
    const url = new URL(request.url ?? '/', 'http://fake');
    const name = options.countedAs(method, url.pathname);
    requests.set(name, (requests.get(name) ?? 0) + 1);
    const found = hosted.get(url.pathname);
    if (found) return { kind: 'bytes', contentType: found.contentType, body: found.bytes };
    return options.answer({ method, url, headers, body: await readBody(request) });
  }

  const server = createServer((request, response) => {
    answerTo(request)
      .then((answer) => {
        writeAnswer(response, answer, options.jsonHeaders());
        options.answered?.(answer);
      })
      // The caller hung up, or the fake is closing.
      .catch(() => response.destroy());
  });

  return {
    listen(port = 0) {
      return new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, '127.0.0.1', () => {
          baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
          resolve(baseUrl);
        });
      });
    },
    async close() {
      closing.abort();
      await Promise.allSettled(deliveries);
      server.closeAllConnections();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
    get url() {
      return address();
    },
    requests,
    host(bytes, contentType, name) {
      const path = `${HOSTED_PREFIX}${options.ids.next()}/${encodeURIComponent(name)}`;
      hosted.set(path, { bytes, contentType });
      return `${address()}${path}`;
    },
    track(delivery) {
      const tracked = delivery.finally(() => deliveries.delete(tracked));
      deliveries.add(tracked);
      return tracked;
    },
    async idle() {
      while (deliveries.size > 0) await Promise.allSettled(deliveries);
    },
    pause: (ms) => wait(ms, undefined, { signal: closing.signal }),
  };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
