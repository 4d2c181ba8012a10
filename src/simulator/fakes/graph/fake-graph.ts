import type { Clock } from '../../../lib/clock.ts';
import type { Ids } from '../../../lib/ids.ts';
import { createFailurePlan, type FailurePlan } from '../failure-plan.ts';
import { createFakeServer, type FakeServer } from '../fake-server.ts';
import { createListeners } from '../listeners.ts';
import {
  type Delivery,
  envelopeOf,
  type GraphWebhookEvent,
  post,
  type SignedRequest,
  signBody,
} from './deliver.ts';
import { createEvents, type GraphEvents } from './events.ts';
import { type GraphCallTarget, type GraphFailure, usageHeader } from './failures.ts';
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

/**
 * A Graph API that obeys the platform dossier: for the simulator page and for tests. Its address stands for
 * `GRAPH_API_URL`; requests are counted by method and path without version.
 */
export interface FakeGraph
  extends Pick<FakeServer, 'listen' | 'close' | 'url' | 'requests' | 'host' | 'idle'> {
  readonly users: FakeGraphState['users'];
  addUser: FakeGraphState['addUser'];
  /** Messages that reached people, in order. */
  readonly sent: readonly FakeSentMessage[];
  readonly uploads: FakeUploads;
  readonly settings: FakePageSettings;
  readonly failures: FailurePlan<GraphFailure, GraphCallTarget>;
  readonly events: GraphEvents;
  /** The webhook request for one event, or for several in one batch. */
  signed(events: GraphWebhookEvent | readonly GraphWebhookEvent[]): SignedRequest;
  deliver(url: string, events: GraphWebhookEvent | readonly GraphWebhookEvent[]): Promise<Delivery>;
  setWebhookUrl(url: string | null): void;
  /** Default `after`. */
  setEchoMode(mode: EchoMode): void;
  /** Answers carry usage headers from now on. @param percent - Of the limit; null for none. */
  setUsage(percent: number | null, regainMinutes?: number): void;
  /** Calls back for each message that reaches a person. @returns how to stop that. */
  onSent(listener: (sent: FakeSentMessage) => void): () => void;
  /** Calls back when a planned failure hits a call. */
  onFailure(listener: (kind: GraphFailure) => void): void;
}

const VERSION_PREFIX = /^\/v\d+\.\d+/;
const DEFAULT_SLOW_MS = 3_000;

export function createFakeGraph(options: FakeGraphOptions): FakeGraph {
  const { clock, ids, pageId, appId, appSecret } = options;
  const state = createState(pageId, clock, ids);
  const uploads = createUploads(clock, ids);
  const settings = createPageSettings(appId);
  const hits = createListeners<GraphFailure>();
  const failures = createFailurePlan<GraphFailure, GraphCallTarget>(hits.tell);
  const events = createEvents(appId, state, clock);
  const reached = createListeners<FakeSentMessage>();
  /** Messages whose senders have no answer yet. */
  const echoesToCome: FakeSentMessage[] = [];
  let webhookUrl = options.webhookUrl ?? null;
  let echoMode: EchoMode = 'after';
  let usage: Record<string, string> = {};

  const server = createFakeServer({
    name: 'the fake Graph',
    ids,
    countedAs: (method, path) => `${method} ${path.replace(VERSION_PREFIX, '')}`,
    answer: (request) => routeCall(request, deps),
    jsonHeaders: () => ({ 'content-type': 'application/json; charset=UTF-8', ...usage }),
    answered() {
      for (const sent of echoesToCome.splice(0)) void tell(sent);
    },
  });

  const signed: FakeGraph['signed'] = (given) => {
    const all = 'list' in given ? [given] : given;
    return signBody(envelopeOf(all, pageId, clock.businessNow()), appSecret);
  };
  const deliver: FakeGraph['deliver'] = (url, given) => post(url, signed(given));

  async function onSent(sent: FakeSentMessage): Promise<void> {
    reached.tell(sent);
    if (echoMode === 'after') echoesToCome.push(sent);
    if (echoMode === 'before') await tell(sent);
  }

  async function tell(sent: FakeSentMessage): Promise<void> {
    if (webhookUrl !== null) await server.track(deliver(webhookUrl, events.echo(sent)));
  }

  const deps = {
    state,
    uploads,
    settings,
    clock,
    account: options,
    onSent,
    takeFailure: (target: GraphCallTarget) => failures.take(target),
    pause: () => server.pause(options.slowMs ?? DEFAULT_SLOW_MS),
  };

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
    uploads,
    settings,
    failures,
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
    onSent: reached.add,
    onFailure: hits.add,
  };
}
