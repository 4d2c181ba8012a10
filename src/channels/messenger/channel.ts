import type { MessengerSettings } from '../../config/config.ts';
import type { Clock } from '../../lib/clock.ts';
import { Second } from '../../lib/duration.ts';
import { createHttp } from '../../lib/http.ts';
import type {
  AccountInspector,
  Channel,
  HistoryReader,
  MediaReader,
  MenuSetup,
  PressureGauge,
  ProfileLookup,
  SubscriptionKeeper,
  UploadCache,
} from '../channel.ts';
import { inspectPageToken } from './account-check.ts';
import { createGraph } from './graph.ts';
import { readMessengerHistory } from './history.ts';
import { MESSENGER_LIMITS } from './limits.ts';
import { DEFAULT_MENU, type MessengerMenu, menuVersionOf, setUpMenu } from './menu.ts';
import { pageScopedId } from './page-scoped-id.ts';
import { parseMessenger } from './parse.ts';
import { messengerPolicy } from './policy.ts';
import { lookUpProfile } from './profile.ts';
import { redactionsOf } from './redactions.ts';
import { renderMessage } from './render.ts';
import { sendPart } from './send.ts';
import { missingSubscriptions, subscribe } from './subscription.ts';
import { createUploader } from './upload.ts';
import { createUsageWatch } from './usage.ts';
import { verifyMessenger } from './verify.ts';

/** Time limit of one call; Meta itself may fetch and convert for some seconds. */
const CALL_TIMEOUT_MS = 15 * Second.ms;

export interface MessengerChannelDeps {
  settings: MessengerSettings;
  /** Where this server's public pages are; null when it has no public address. */
  publicUrl: string | null;
  media: MediaReader;
  uploads: UploadCache;
  clock: Clock;
  /** Waits between reads of the history, which Meta limits. */
  sleep(ms: number): Promise<void>;
  /** Default {@link DEFAULT_MENU}. */
  menu?: MessengerMenu;
  /** Time limit of one call, ms. Default 15 s, and longer for uploads. */
  timeoutMs?: number;
}

export interface MessengerChannel
  extends Channel,
    ProfileLookup,
    MenuSetup,
    PressureGauge,
    HistoryReader,
    AccountInspector,
    SubscriptionKeeper {
  /** The id of somebody of our app on our Page; null when Meta does not tell. */
  pageScopedId(appScopedId: string, signal: AbortSignal): Promise<string | null>;
  /** Values that must never stand in a log. */
  readonly redactions: readonly string[];
  /** Lets go of idle connections. */
  close(): void;
}

/** Facebook Messenger for one Page. */
export function createMessengerChannel(deps: MessengerChannelDeps): MessengerChannel {
  const { settings, clock } = deps;
  const { pageId, appId } = settings;
  const redactions = redactionsOf(settings);
  const http = createHttp({
    baseUrl: settings.graphUrl,
    timeoutMs: deps.timeoutMs ?? CALL_TIMEOUT_MS,
    secrets: () => redactions,
  });
  const usage = createUsageWatch(clock);
  const graph = createGraph(http, settings, usage);
  const uploader = createUploader({ ...deps, graph, pageId });
  const account = { pageId, appId };
  const menu = deps.menu ?? DEFAULT_MENU;

  return {
    id: 'messenger',
    accountId: pageId,
    limits: MESSENGER_LIMITS,
    redactions,
    verify: (raw, headers) => verifyMessenger(raw, headers, settings.appSecret),
    parse: (payload) => parseMessenger(payload, account),
    policy: messengerPolicy,
    render: (message) => renderMessage(message, deps.publicUrl),
    send: (outbound, signal) => sendPart({ graph, uploader, pageId, clock }, outbound, signal),
    profile: (userId, signal) => lookUpProfile(graph, userId, signal),
    pageScopedId: (appScopedId, signal) => pageScopedId(graph, pageId, appScopedId, signal),
    menuVersion: menuVersionOf(menu),
    setUpMenu: (signal) => setUpMenu(graph, menu, signal),
    readBack: (sinceMs, signal) =>
      readMessengerHistory({ graph, account, sleep: deps.sleep }, sinceMs, signal),
    inspectAccount: (signal) => inspectPageToken(http, settings, signal),
    missingSubscriptions: (signal) => missingSubscriptions(graph, account, signal),
    subscribe: (signal) => subscribe(graph, account, signal),
    pressure: usage.pressure,
    close: http.close,
  };
}
