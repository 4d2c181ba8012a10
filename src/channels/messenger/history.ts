import type { ParsedEvent } from '../../domain/activity.ts';
import { Second } from '../../lib/duration.ts';
import { harmlessErrorOf, sendErrorOf } from './errors.ts';
import type { Graph } from './graph.ts';
import { HISTORY_CALLS_PER_SECOND, HISTORY_MESSAGES } from './limits.ts';
import type { MessengerAccount } from './parse/event.ts';
import { parseMessenger } from './parse.ts';
import { conversationsSchema, type HistoryMessage, historySchema } from './schema.ts';

const CONVERSATIONS_A_PAGE = 25;

/** Pages of conversations, at most: a thousand people in one outage. */
const MAX_PAGES = 40;

const FIELDS = `messages.limit(${HISTORY_MESSAGES}){id,created_time,from,message,sticker,attachments}`;

export interface HistoryDeps {
  graph: Graph;
  account: MessengerAccount;
  sleep(ms: number): Promise<void>;
}

/**
 * What people wrote to the Page since `sinceMs`, conversation by conversation (platform dossier "Messenger" §2.9). Meta
 * gives the last 20 messages of each and allows two calls a second.
 */
export async function* readMessengerHistory(
  deps: HistoryDeps,
  sinceMs: number,
  signal: AbortSignal,
): AsyncGenerator<ParsedEvent[]> {
  const { pageId } = deps.account;
  const call = pacedCall(deps, signal);
  let after: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const query = {
      platform: 'messenger',
      fields: 'id,updated_time',
      limit: CONVERSATIONS_A_PAGE,
      after,
    };
    const listed = await call(`/${pageId}/conversations`, query, conversationsSchema);
    for (const { id, updated_time: updated } of listed.data) {
      // Newest first: behind this one nothing has changed since.
      if (Date.parse(updated ?? '') < sinceMs) return;
      const { messages } = await call(`/${id}`, { fields: FIELDS }, historySchema);
      yield eventsOf(messages?.data ?? [], sinceMs, deps.account);
    }
    after = listed.paging?.cursors?.after;
    if (after === undefined || listed.paging?.next === undefined) return;
  }
}

/** Reads at the allowed rate. */
function pacedCall({ graph, sleep }: HistoryDeps, signal: AbortSignal) {
  let isFirst = true;
  return async <T>(
    path: string,
    query: Record<string, string | number | undefined>,
    schema: { safeParse(body: unknown): { success: boolean; data?: T } },
  ): Promise<T> => {
    if (!isFirst) await sleep(Second.ms / HISTORY_CALLS_PER_SECOND);
    isFirst = false;
    const response = await graph.call(path, { method: 'GET', query, signal }).catch((error: unknown) => {
      throw harmlessErrorOf(error);
    });
    const parsed = schema.safeParse(response.body);
    if (!parsed.success || parsed.data === undefined) throw harmlessErrorOf(sendErrorOf(response));
    return parsed.data;
  };
}

/** Messages as the webhook would have told them, in one batch, oldest first, read by the same readers. */
function eventsOf(
  messages: readonly HistoryMessage[],
  sinceMs: number,
  account: MessengerAccount,
): ParsedEvent[] {
  const { pageId } = account;
  const missed = messages.filter(
    ({ from, created_time: at }) => from?.id !== undefined && from.id !== pageId && timeOf(at) >= sinceMs,
  );
  if (missed.length === 0) return [];
  const messaging = missed.reverse().map((message) => ({
    sender: { id: message.from?.id },
    recipient: { id: pageId },
    timestamp: timeOf(message.created_time),
    message: {
      mid: message.id,
      text: message.message === '' ? undefined : message.message,
      attachments: attachmentsOf(message),
      // Something that Meta does not show here: the person expects an answer all the same.
      is_unsupported: !message.message && attachmentsOf(message) === undefined,
    },
  }));
  return parseMessenger({ object: 'page', entry: [{ id: pageId, messaging }] }, account);
}

function timeOf(createdTime: string | undefined): number {
  return Date.parse(createdTime ?? '') || 0;
}

/** In the form of the webhook, which differs from that of the history. */
function attachmentsOf({ sticker, attachments }: HistoryMessage): object[] | undefined {
  if (sticker !== undefined) return [{ type: 'sticker', payload: { url: sticker, sticker_id: sticker } }];
  return attachments?.data.map((attachment) => {
    const url = attachment.image_data?.url ?? attachment.video_data?.url ?? attachment.file_url;
    return { type: typeOf(attachment), payload: { url } };
  });
}

function typeOf({ mime_type: mimeType = '', image_data: image, video_data: video }: HistoryAttachment) {
  if (image !== undefined || mimeType.startsWith('image/')) return 'image';
  if (video !== undefined || mimeType.startsWith('video/')) return 'video';
  return mimeType.startsWith('audio/') ? 'audio' : 'file';
}

type HistoryAttachment = NonNullable<HistoryMessage['attachments']>['data'][number];
