import type { ParsedEvent } from '../../domain/activity.ts';
import type { ZaloApi } from './api.ts';
import { ignored } from './parse/event.ts';
import { platformTimeMs } from './parse/time.ts';
import { parseZalo } from './parse.ts';
import { chatLinesSchema, type ZaloChatLine } from './schema.ts';

/** Lines that one call gives, at most (platform dossier "Zalo" §7). */
const PAGE_SIZE = 10;

/** Chats looked through, at most: two thousand people in one outage are more than all teams have. */
const MAX_CHAT_PAGES = 200;

/** Lines of one chat, at most: fifty messages of one person in one outage. */
const MAX_LINE_PAGES = 5;

/** From whom a line is: 0 the OA, 1 the person. */
const BY_PERSON = '1';

/** Kinds of lines and the events that told them. The dossier names only `text` and `nosupport`; the rest is what the events are called. */
const EVENT_OF_TYPE: ReadonlyMap<string, string> = new Map([
  ['text', 'user_send_text'],
  ['photo', 'user_send_image'],
  ['image', 'user_send_image'],
  ['gif', 'user_send_gif'],
  ['sticker', 'user_send_sticker'],
  ['voice', 'user_send_audio'],
  ['audio', 'user_send_audio'],
  ['video', 'user_send_video'],
  ['link', 'user_send_link'],
  ['links', 'user_send_link'],
  ['location', 'user_send_location'],
  ['file', 'user_send_file'],
]);

/** A hidden tap may stand in the history as `query:` and its payload (§1.9). */
const HIDDEN_TAP = /^query:\s*(?=#lt:)/;

export interface HistoryAccount {
  appId: string;
  oaId: string;
}

/** What people wrote since `sinceMs`, chat by chat (`listrecentchat`, `conversation`, platform dossier "Zalo" §7). */
export async function* readZaloHistory(
  api: ZaloApi,
  account: HistoryAccount,
  sinceMs: number,
  signal: AbortSignal,
): AsyncGenerator<ParsedEvent[]> {
  const read = async (name: string, data: object) => {
    // JSON in one parameter, encoded here because a "+" for a space is not understood (§4.1).
    const path = `/v2.0/oa/${name}?data=${encodeURIComponent(JSON.stringify(data))}`;
    const answer = await api.call({ method: 'GET', path, signal }, 'read');
    return chatLinesSchema.safeParse(answer).data ?? [];
  };
  const seen = new Set<string>();
  for await (const line of since(sinceMs, MAX_CHAT_PAGES, (page) => read('listrecentchat', page))) {
    const userId = personOf(line, account.oaId);
    if (userId === undefined || seen.has(userId)) continue;
    seen.add(userId);
    const events: ParsedEvent[] = [];
    const lines = since(sinceMs, MAX_LINE_PAGES, (page) =>
      read('conversation', { user_id: userId, ...page }),
    );
    for await (const said of lines) {
      if (String(said.src) === BY_PERSON && personOf(said, account.oaId) === userId)
        events.push(eventOf(said, userId, account));
    }
    yield events.reverse();
  }
}

/** The lines that are not older than that, newest first as Zalo gives them, over a bounded number of pages. */
async function* since(
  sinceMs: number,
  maxPages: number,
  read: (page: { offset: number; count: number }) => Promise<ZaloChatLine[]>,
): AsyncGenerator<ZaloChatLine> {
  for (let page = 0; page < maxPages; page += 1) {
    const lines = await read({ offset: page * PAGE_SIZE, count: PAGE_SIZE });
    for (const line of lines) {
      if ((platformTimeMs(line.time) ?? 0) < sinceMs) return;
      yield line;
    }
    if (lines.length < PAGE_SIZE) return;
  }
}

/** The person at the other end; undefined for groups (neither end is the OA) and for people without an account. */
function personOf(line: ZaloChatLine, oaId: string): string | undefined {
  if (line.conversation_id !== undefined) return undefined;
  if (line.to_id === oaId) return line.from_id;
  return line.from_id === oaId ? line.to_id : undefined;
}

/** The line as the webhook would have told it, read by the same reader. */
function eventOf(line: ZaloChatLine, userId: string, { appId, oaId }: HistoryAccount): ParsedEvent {
  const name = EVENT_OF_TYPE.get(line.type ?? '');
  if (name === undefined || line.message_id === undefined) return ignored('history', 'no-effect');
  const type = name.slice('user_send_'.length);
  const isText = type === 'text';
  const text = line.message?.replace(HIDDEN_TAP, '');
  const payload = { url: line.url, thumbnail: line.thumb, description: line.description };
  const event = {
    app_id: appId,
    sender: { id: userId },
    recipient: { id: oaId },
    event_name: name,
    message: { msg_id: line.message_id, text, ...(isText ? {} : { attachments: [{ type, payload }] }) },
    timestamp: line.time,
  };
  return parseZalo(event, { appId, oaId })[0] ?? ignored('history', 'malformed');
}
