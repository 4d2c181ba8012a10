import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../../../lib/clock.ts';
import type { Ids } from '../../../lib/ids.ts';
import type { FakeAnswer } from './answers.ts';
import {
  type Delivery,
  envelopeOf,
  type GraphWebhookEvent,
  post,
  type SignedRequest,
  signBody,
} from './deliver.ts';
import { createEvents, type GraphEvents } from './events.ts';
import { createFailures, type FailurePlan, type GraphFailure, usageHeader } from './failures.ts';
import { createPageSettings, type FakePageSettings } from './page-settings.ts';
import { routeCall } from './routes.ts';
import { createState, type FakeGraphState, type FakeSentMessage } from './state.ts';
import { createUploads, type FakeUploads } from './uploads.ts';

export interface FakeGraphOptions {
  /** Business time rules windows and event times, system time rules uploads. */
  clock: Clock;
  ids: Ids;
  pageId: string;
  appId: string;
  appSecret: string;
  pageToken: string;
  /** Where echoes of sent messages go. Default none. */
  webhookUrl?: string;
  /** How long an answer takes under the failure `slow`, ms. Default 3,000. */
  slowMs?: number;
}

/** When echoes come: never, behind the answer of the send, or before it. */
export type EchoMode = 'off' | 'after' | 'before';

/** A Graph API that obeys the platform dossier: for the simulator page and for tests. */
export interface FakeGraph {
  /** @returns Base address, such as `http://127.0.0.1:40123`. */
  listen(port?: number): Promise<string>;
  /** Hangs up on everyone and lets running deliveries end. */
  close(): Promise<void>;
  /** For `GRAPH_API_URL`. @throws before {@link listen}. */
  readonly url: string;
  readonly users: FakeGraphState['users'];
  addUser: FakeGraphState['addUser'];
  /** Messages that reached people, in order. */
  readonly sent: readonly FakeSentMessage[];
  readonly uploads: FakeUploads;
  readonly settings: FakePageSettings;
  readonly failures: FailurePlan;
  /** How many calls came, by method and path without version. */
  readonly requests: ReadonlyMap<string, number>;
  readonly events: GraphEvents;
  /** The webhook request for one event, or for several in one batch. */
  signed(events: GraphWebhookEvent | readonly GraphWebhookEvent[]): SignedRequest;
  deliver(url: string, events: GraphWebhookEvent | readonly GraphWebhookEvent[]): Promise<Delivery>;
  setWebhookUrl(url: string | null): void;
  /** Default `after`. */
  setEchoMode(mode: EchoMode): void;
  /** Answers carry usage headers from now on. @param percent - Of the limit; null for none. */
  setUsage(percent: number | null, regainMinutes?: number): void;
  /** Serves bytes, such as a photo that a person sends. @returns its address. */
  host(bytes: Buffer, contentType: string, name: string): string;
  /** Calls back for each message that reaches a person. @returns how to stop that. */
  onSent(listener: (sent: FakeSentMessage) => void): () => void;
  /** Calls back when a planned failure hits a call. */
  onFailure(listener: (kind: GraphFailure) => void): void;
  /** Resolves when every echo so far has been delivered. */
  idle(): Promise<void>;
}

const HOSTED_PREFIX = '/hosted/';
const VERSION_PREFIX = /^\/v\d+\.\d+/;
const DEFAULT_SLOW_MS = 3_000;

export function createFakeGraph(options: FakeGraphOptions): FakeGraph {
  const { clock, ids, pageId, appId, appSecret } = options;
  const state = createState(pageId, clock, ids);
  const uploads = createUploads(clock, ids);
  const settings = createPageSettings(appId);
  const failureListeners = new Set<(kind: GraphFailure) => void>();
  const failures = createFailures((kind) => {
    for (const listener of failureListeners) listener(kind);
  });
  const events = createEvents(appId, state, clock);
  const hosted = new Map<string, { bytes: Buffer; contentType: string }>();
  const requests = new Map<string, number>();
  const listeners = new Set<(sent: FakeSentMessage) => void>();
  const deliveries = new Set<Promise<unknown>>();
  /** Messages whose senders have no answer yet. */
  const echoesToCome: FakeSentMessage[] = [];
  const closing = new AbortController();
  let webhookUrl = options.webhookUrl ?? null;
  let echoMode: EchoMode = 'after';
  let usage: Record<string, string> = {};
  let baseUrl: string | null = null;

  function address(): string {
    if (baseUrl === null) throw new Error('the fake Graph is not listening yet');
    return baseUrl;
  }

  const signed: FakeGraph['signed'] = (given) => {
    const all = 'list' in given ? [given] : given;
    return signBody(envelopeOf(all, pageId, clock.businessNow()), appSecret);
  };
  const deliver: FakeGraph['deliver'] = (url, given) => post(url, signed(given));

  async function onSent(sent: FakeSentMessage): Promise<void> {
    for (const listener of listeners) listener(sent);
    if (echoMode === 'after') echoesToCome.push(sent);
    if (echoMode === 'before') await tell(sent);
  }

  function tell(sent: FakeSentMessage): Promise<unknown> {
    if (webhookUrl === null) return Promise.resolve();
    const delivery = deliver(webhookUrl, events.echo(sent)).finally(() => deliveries.delete(delivery));
    deliveries.add(delivery);
    return delivery;
  }

  function tellAnswered(): void {
    for (const sent of echoesToCome.splice(0)) void tell(sent);
  }

  const deps = {
    state,
    uploads,
    settings,
    clock,
    account: options,
    onSent,
    takeFailure: failures.take,
    pause: () => wait(options.slowMs ?? DEFAULT_SLOW_MS, undefined, { signal: closing.signal }),
  };

  async function answerTo(request: IncomingMessage): Promise<FakeAnswer> {
    const url = new URL(request.url ?? '/', 'http://fake');
    const method = request.method ?? 'GET';
    const name = `${method} ${url.pathname.replace(VERSION_PREFIX, '')}`;
    requests.set(name, (requests.get(name) ?? 0) + 1);
    const found = hosted.get(url.pathname);
    if (found) return { kind: 'bytes', contentType: found.contentType, body: found.bytes };
    const body = await readBody(request);
    return routeCall({ method, url, headers: request.headers, body }, deps);
  }

  const server = createServer((request, response) => {
    answerTo(request)
      .then((answer) => write(response, answer, usage))
      .then(tellAnswered)
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
    uploads,
    settings,
    failures,
    requests,
    events,
    signed,
    deliver,
    setWebhookUrl(url) {
      webhookUrl = url;
    },
    setEchoMode(mode) {
      echoMode = mode;
    },
    setUsage(percent, regainMinutes = 0) {
      usage = percent === null ? {} : usageHeader(pageId, percent, regainMinutes);
    },
    host(bytes, contentType, name) {
      const path = `${HOSTED_PREFIX}${ids.next()}/${encodeURIComponent(name)}`;
      hosted.set(path, { bytes, contentType });
      return `${address()}${path}`;
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

function write(response: ServerResponse, answer: FakeAnswer, usage: Record<string, string>): void {
  switch (answer.kind) {
    case 'silence':
      return;
    case 'json':
      response.writeHead(answer.status, {
        'content-type': 'application/json; charset=UTF-8',
        ...usage,
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
