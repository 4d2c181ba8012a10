import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../../../lib/clock.ts';
import type { Ids } from '../../../lib/ids.ts';
import type { FakeAnswer } from './answers.ts';
import {
  type DeliverOptions,
  type Delivery,
  deliverSigned,
  type SignedRequest,
  signEvent,
} from './deliver.ts';
import { createEvents, type ZaloEvents, type ZaloWebhookEvent } from './events.ts';
import { createFailures, type FailurePlan, type ZaloFailure } from './failures.ts';
import { createTokens, type FakeTokens } from './oauth.ts';
import { createRoutes } from './routes.ts';
import { createState, type FakeSentMessage, type FakeZaloState } from './state.ts';
import { createUploads, type FakeUploads } from './uploads.ts';

export interface FakeZaloOptions {
  /** Business time rules windows and event times, system time rules tokens and uploads. */
  clock: Clock;
  ids: Ids;
  appId: string;
  appSecret: string;
  oaId: string;
  oaSecretKey: string;
  /**
   * The first refresh token; made up when missing. A server that outlives the fake must get a new one at each start: a
   * changed seed makes it begin again, while the pair that it stored is unknown here.
   */
  refreshToken?: string;
  /** Where events go that the platform sends by itself: echoes of sent messages. Default none. */
  webhookUrl?: string;
  /** How long an answer takes under the failure `slow`, ms. Default 3,000. */
  slowMs?: number;
  /** Waits before a resend, ms. Default: the platform's own pauses in real time. */
  pause?: (ms: number) => Promise<void>;
}

/** A Zalo that obeys the platform dossier: for the simulator page and for tests. */
export interface FakeZalo {
  /** @returns Base address of both hosts, such as `http://127.0.0.1:40123`. */
  listen(port?: number): Promise<string>;
  /** Hangs up on everyone and lets running deliveries end. */
  close(): Promise<void>;
  /** For `ZALO_API_URL` and `ZALO_OAUTH_URL`. @throws before {@link listen}. */
  readonly url: string;
  readonly users: FakeZaloState['users'];
  addUser: FakeZaloState['addUser'];
  /** Messages that reached people, in order. */
  readonly sent: readonly FakeSentMessage[];
  readonly tokens: FakeTokens;
  readonly uploads: FakeUploads;
  readonly failures: FailurePlan;
  /** How many requests came, by path. */
  readonly requests: ReadonlyMap<string, number>;
  /** How many requests have been left without an answer. */
  silences(): number;
  readonly events: ZaloEvents;
  signed(event: ZaloWebhookEvent): SignedRequest;
  deliver(url: string, event: ZaloWebhookEvent, options?: DeliverOptions): Promise<Delivery>;
  setWebhookUrl(url: string | null): void;
  /** Serves bytes, such as a photo that a person sends. @returns its address. */
  host(bytes: Buffer, contentType: string, name: string): string;
  /** The history shows a message in another spelling than the webhook did. */
  rewriteLine(messageId: string, text: string): void;
  /** Answers carry the rate-limit headers from now on (dossier §6.3). */
  setRateLimit(limit: number, remaining: number): void;
  /** Calls back for each message that reaches a person. @returns how to stop that. */
  onSent(listener: (sent: FakeSentMessage) => void): () => void;
  /** Calls back when a planned failure hits a call. */
  onFailure(listener: (kind: ZaloFailure) => void): void;
  /** Resolves when every echo so far has been delivered. */
  idle(): Promise<void>;
}

const HOSTED_PREFIX = '/hosted/';
const DEFAULT_SLOW_MS = 3_000;

export function createFakeZalo(options: FakeZaloOptions): FakeZalo {
  const { clock, ids, appId, oaId } = options;
  const state = createState(oaId, clock, ids);
  const uploads = createUploads(clock, ids);
  const failureListeners = new Set<(kind: ZaloFailure) => void>();
  const failures = createFailures((kind) => {
    for (const listener of failureListeners) listener(kind);
  });
  const tokens = createTokens(options);
  const events = createEvents(appId, state, clock);
  const hosted = new Map<string, { bytes: Buffer; contentType: string }>();
  const requests = new Map<string, number>();
  const listeners = new Set<(sent: FakeSentMessage) => void>();
  const deliveries = new Set<Promise<unknown>>();
  const closing = new AbortController();
  const pause = options.pause ?? ((ms: number) => wait(ms, undefined, { signal: closing.signal }));
  let webhookUrl = options.webhookUrl ?? null;
  let baseUrl: string | null = null;
  let silences = 0;
  let rateLimit: Record<string, string> = {};

  function address(): string {
    if (baseUrl === null) throw new Error('the fake Zalo is not listening yet');
    return baseUrl;
  }

  const signed = (event: ZaloWebhookEvent) => signEvent(event, options);
  const deliver = (url: string, event: ZaloWebhookEvent, how?: DeliverOptions) =>
    deliverSigned(url, signed(event), pause, how);

  function onSent(sent: FakeSentMessage): void {
    for (const listener of listeners) listener(sent);
    if (webhookUrl === null) return;
    const delivery = deliver(webhookUrl, events.echo(sent))
      .catch(() => {})
      .finally(() => deliveries.delete(delivery));
    deliveries.add(delivery);
  }

  const route = createRoutes({
    state,
    uploads,
    tokens,
    clock,
    onSent,
    takeFailure: failures.take,
    pause: () => pause(options.slowMs ?? DEFAULT_SLOW_MS),
  });

  async function answerTo(request: IncomingMessage): Promise<FakeAnswer> {
    const url = new URL(request.url ?? '/', 'http://fake');
    requests.set(url.pathname, (requests.get(url.pathname) ?? 0) + 1);
    const found = hosted.get(url.pathname);
    if (found) return { kind: 'bytes', contentType: found.contentType, body: found.bytes };
    const body = await readBody(request);
    return route({ method: request.method ?? 'GET', url, headers: request.headers, body });
  }

  const server = createServer((request, response) => {
    answerTo(request)
      .then((answer) => {
        if (answer.kind === 'silence') silences += 1;
        else write(response, answer, rateLimit);
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
    users: state.users,
    addUser: state.addUser,
    sent: state.sent,
    tokens,
    uploads,
    failures,
    requests,
    silences: () => silences,
    events,
    signed,
    deliver,
    setWebhookUrl(url) {
      webhookUrl = url;
    },
    host(bytes, contentType, name) {
      const path = `${HOSTED_PREFIX}${ids.next()}/${encodeURIComponent(name)}`;
      hosted.set(path, { bytes, contentType });
      return `${address()}${path}`;
    },
    setRateLimit(limit, remaining) {
      rateLimit = { 'x-ratelimit-limit': String(limit), 'x-ratelimit-remain': String(remaining) };
    },
    rewriteLine(messageId, text) {
      const line = state.lines.find((known) => known.messageId === messageId);
      if (line) line.text = text;
    },
    onSent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onFailure: (listener) => void failureListeners.add(listener),
    async idle() {
      while (deliveries.size > 0) await Promise.allSettled(deliveries);
    },
  };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function write(
  response: ServerResponse,
  answer: Exclude<FakeAnswer, { kind: 'silence' }>,
  headers: Record<string, string>,
): void {
  switch (answer.kind) {
    case 'json':
      response.writeHead(answer.status, {
        'content-type': 'application/json;charset=utf-8',
        ...headers,
        ...answer.headers,
      });
      response.end(JSON.stringify(answer.body));
      return;
    case 'text':
      response.writeHead(answer.status, { 'content-type': 'text/html' }).end(answer.body);
      return;
    case 'bytes':
      response.writeHead(200, { 'content-type': answer.contentType }).end(answer.body);
  }
}
