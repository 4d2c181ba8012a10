import type { Clock } from '../../../lib/clock.ts';
import type { Ids } from '../../../lib/ids.ts';
import { createFailurePlan, type FailurePlan } from '../failure-plan.ts';
import { createFakeServer, type FakeServer } from '../fake-server.ts';
import { createListeners } from '../listeners.ts';
import {
  type DeliverOptions,
  type Delivery,
  deliverSigned,
  type SignedRequest,
  signEvent,
} from './deliver.ts';
import { createEvents, type ZaloEvents, type ZaloWebhookEvent } from './events.ts';
import type { ZaloCallTarget, ZaloFailure } from './failures.ts';
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

/**
 * A Zalo that obeys the platform dossier: for the simulator page and for tests. Its one address stands for
 * `ZALO_API_URL` and `ZALO_OAUTH_URL`; requests are counted by path.
 */
export interface FakeZalo
  extends Pick<FakeServer, 'listen' | 'close' | 'url' | 'requests' | 'host' | 'idle'> {
  readonly users: FakeZaloState['users'];
  addUser: FakeZaloState['addUser'];
  /** Messages that reached people, in order. */
  readonly sent: readonly FakeSentMessage[];
  readonly tokens: FakeTokens;
  readonly uploads: FakeUploads;
  readonly failures: FailurePlan<ZaloFailure, ZaloCallTarget>;
  /** How many requests have been left without an answer. */
  silences(): number;
  readonly events: ZaloEvents;
  signed(event: ZaloWebhookEvent): SignedRequest;
  deliver(url: string, event: ZaloWebhookEvent, options?: DeliverOptions): Promise<Delivery>;
  setWebhookUrl(url: string | null): void;
  /** The history shows a message in another spelling than the webhook did. */
  rewriteLine(messageId: string, text: string): void;
  /** Answers carry the rate-limit headers from now on (dossier §6.3). */
  setRateLimit(limit: number, remaining: number): void;
  /** Calls back for each message that reaches a person. @returns how to stop that. */
  onSent(listener: (sent: FakeSentMessage) => void): () => void;
  /** Calls back when a planned failure hits a call. */
  onFailure(listener: (kind: ZaloFailure) => void): void;
}

const DEFAULT_SLOW_MS = 3_000;

export function createFakeZalo(options: FakeZaloOptions): FakeZalo {
  const { clock, ids, appId, oaId } = options;
  const state = createState(oaId, clock, ids);
  const uploads = createUploads(clock, ids);
  const hits = createListeners<ZaloFailure>();
  const failures = createFailurePlan<ZaloFailure, ZaloCallTarget>(hits.tell);
  const tokens = createTokens(options);
  const events = createEvents(appId, state, clock);
  const reached = createListeners<FakeSentMessage>();
  let webhookUrl = options.webhookUrl ?? null;
  let silences = 0;
  let rateLimit: Record<string, string> = {};

  const server = createFakeServer({
    name: 'the fake Zalo',
    ids,
    countedAs: (_method, path) => path,
    answer: (request) => route(request),
    jsonHeaders: () => ({ 'content-type': 'application/json;charset=utf-8', ...rateLimit }),
    answered(answer) {
      if (answer.kind === 'silence') silences += 1;
    },
  });
  const pause = options.pause ?? server.pause;

  const signed = (event: ZaloWebhookEvent) => signEvent(event, options);
  const deliver = (url: string, event: ZaloWebhookEvent, how?: DeliverOptions) =>
    deliverSigned(url, signed(event), pause, how);

  function onSent(sent: FakeSentMessage): void {
    reached.tell(sent);
    if (webhookUrl !== null) void server.track(deliver(webhookUrl, events.echo(sent)).catch(() => {}));
  }

  const route = createRoutes({
    state,
    uploads,
    tokens,
    clock,
    onSent,
    takeFailure: (target, hasButtons) =>
      failures.take(target, (kind) => kind !== 'buttons-refused' || hasButtons),
    pause: () => pause(options.slowMs ?? DEFAULT_SLOW_MS),
  });

  return {
    listen: server.listen,
    close: server.close,
    get url() {
      return server.url;
    },
    requests: server.requests,
    host: server.host,
    idle: server.idle,
    users: state.users,
    addUser: state.addUser,
    sent: state.sent,
    tokens,
    uploads,
    failures,
    silences: () => silences,
    events,
    signed,
    deliver,
    setWebhookUrl(url) {
      webhookUrl = url;
    },
    setRateLimit(limit, remaining) {
      rateLimit = { 'x-ratelimit-limit': String(limit), 'x-ratelimit-remain': String(remaining) };
    },
    rewriteLine(messageId, text) {
      const line = state.lines.find((known) => known.messageId === messageId);
      if (line) line.text = text;
    },
    onSent: reached.add,
    onFailure: hits.add,
  };
}
