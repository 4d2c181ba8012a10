import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Channel } from '../channels/channel.ts';
import type { ParsedEvent } from '../domain/activity.ts';
import type { ChannelId } from '../domain/ids.ts';
import { JournalUnavailable } from '../journal/journal.ts';
import { parseJson } from '../lib/json.ts';
import type { LoopShare } from '../lib/loop-share.ts';
import type { Accept } from '../services/accept.ts';
import { readBody } from './read-body.ts';

/** A larger webhook is refused with 413. */
export const MAX_WEBHOOK_BYTES = 1024 * 1024;

export interface IngressDeps {
  channels: ReadonlyMap<ChannelId, Channel>;
  accept: Accept;
  /** Unsigned Zalo requests get 200 without being read: Zalo's probe when the address is saved. */
  zaloBootstrap: boolean;
  /** Told of every webhook that waits: the work behind the door makes way for it. */
  share: LoopShare;
  /** Counts an answer; never a body. */
  answered(channel: ChannelId, status: number): void;
}

/** Whether the request was a webhook; false leaves it to the pages and the API. */
export type Ingress = (request: IncomingMessage, response: ServerResponse) => boolean;

const PATHS: Record<string, ChannelId> = { '/webhooks/zalo': 'zalo', '/webhooks/messenger': 'messenger' };

/** What a right signature over something that is not JSON gets. Zalo's signature needs fields of the body. */
const MALFORMED_STATUS: Record<ChannelId, number> = { zalo: 401, messenger: 400 };

/** A webhook whose bytes are all there. */
interface Arrived {
  channel: Channel;
  raw: Buffer;
  headers: IncomingHttpHeaders;
  settle(status: number): void;
}

/**
 * The only door for webhooks, on plain `node:http` in front of Express: raw bytes, signature, parse, fsynced journal,
 * and only then 200. Content alone never causes a 5xx.
 *
 * Those that arrive in one turn of the event loop are verified one after the other, then read, then accepted: the same work
 * in a row takes a fraction of the time that it takes between other work.
 */
export function createIngress(deps: IngressDeps): Ingress {
  let arrived: Arrived[] = [];

  function receiveAll(): void {
    const all = arrived;
    arrived = [];
    const verified = all.filter((one) => isVerified(one, deps));
    const read = verified.map((one) => readEvents(one));
    for (const [n, one] of verified.entries()) accept(one, read[n] ?? null, deps);
  }

  return (request, response) => {
    if (request.method !== 'POST') return false;
    const channelId = PATHS[pathOf(request)];
    if (!channelId) return false;
    deps.share.began();
    const settle = (status: number) => {
      deps.answered(channelId, status);
      answer(response, status);
      deps.share.ended();
    };
    readBody(request, MAX_WEBHOOK_BYTES, (body) => {
      const channel = deps.channels.get(channelId);
      if (typeof body === 'number') return settle(body);
      if (!channel) return settle(unverifiedStatus(channelId, deps));
      if (arrived.length === 0) setImmediate(receiveAll);
      arrived.push({ channel, raw: body, headers: request.headers, settle });
    });
    return true;
  };
}

/** What a wrong signature gets, or a webhook of a platform that is not set up. */
function unverifiedStatus(channelId: ChannelId, deps: IngressDeps): number {
  return channelId === 'zalo' && deps.zaloBootstrap ? 200 : 401;
}

function isVerified({ channel, raw, headers, settle }: Arrived, deps: IngressDeps): boolean {
  try {
    if (channel.verify(raw, headers)) return true;
    settle(unverifiedStatus(channel.id, deps));
  } catch (error) {
    settle(refusalStatus(error));
  }
  return false;
}

/** What the webhook tells; null when it has been refused. */
function readEvents({ channel, raw, settle }: Arrived): ParsedEvent[] | null {
  try {
    const payload = parseJson(raw.toString('utf8'));
    if (payload.ok) return channel.parse(payload.value);
    settle(MALFORMED_STATUS[channel.id]);
  } catch (error) {
    settle(refusalStatus(error));
  }
  return null;
}

/** Answers when the journal has the events. */
function accept({ channel, settle }: Arrived, events: ParsedEvent[] | null, deps: IngressDeps): void {
  if (events === null) return;
  void deps.accept(channel.id, events).then(
    () => settle(200),
    (error: unknown) => settle(refusalStatus(error)),
  );
}

/** Not accepted means not kept: the platform comes again. */
function refusalStatus(error: unknown): number {
  return error instanceof JournalUnavailable ? 503 : 500;
}

/** Without a body: platforms read the status alone, and the head goes out in one piece. */
function answer(response: ServerResponse, status: number): void {
  if (response.headersSent || response.writableEnded) return;
  response.writeHead(status, { 'content-length': 0 });
  response.end();
}

function pathOf(request: IncomingMessage): string {
  const url = request.url ?? '/';
  const queryAt = url.indexOf('?');
  return queryAt === -1 ? url : url.slice(0, queryAt);
}
