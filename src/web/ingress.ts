import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Channel } from '../channels/channel.ts';
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

/**
 * The only door for webhooks, on plain `node:http` in front of Express: raw bytes, signature, parse, fsynced journal,
 * and only then 200. Content alone never causes a 5xx.
 */
export function createIngress(deps: IngressDeps): Ingress {
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
      const accepting = typeof body === 'number' ? body : receive(channelId, body, request, deps);
      if (typeof accepting === 'number') settle(accepting);
      else
        void accepting.then(
          () => settle(200),
          (error: unknown) => settle(refusalStatus(error)),
        );
    });
    return true;
  };
}

/** The status of a refusal at once, otherwise what resolves when the journal has the events. */
function receive(
  channelId: ChannelId,
  raw: Buffer,
  request: IncomingMessage,
  deps: IngressDeps,
): number | Promise<unknown> {
  try {
    const channel = deps.channels.get(channelId);
    if (!channel?.verify(raw, request.headers)) {
      return channelId === 'zalo' && deps.zaloBootstrap ? 200 : 401;
    }
    const payload = parseJson(raw.toString('utf8'));
    if (!payload.ok) return MALFORMED_STATUS[channelId];
    return deps.accept(channelId, channel.parse(payload.value));
  } catch (error) {
    return refusalStatus(error);
  }
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
