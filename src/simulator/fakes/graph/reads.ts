import type { FakeAnswer } from '../fake-answer.ts';
import { invalid, refusal, success } from './answers.ts';
import type { FakeGraphState } from './state.ts';

/** Details are given for so many messages only (platform dossier "Messenger" §2.9). */
const MAX_MESSAGES = 20;

const CONVERSATION_PREFIX = 't_';
const DEFAULT_PAGE = 25;

/** `GET /{psid}?fields=…`: the name, after the person has interacted (§5.2). */
export function readUser(state: FakeGraphState, psid: string, fields: readonly string[]): FakeAnswer {
  const user = state.users.get(psid);
  if (!user) return invalid('Unsupported get request', 33);
  if (!user.sharesProfile || user.lastInteractionAtMs === null)
    return refusal(100, { subcode: 2018218, message: '(#100) No profile available for this user.' });
  const known: Record<string, string> = { first_name: user.firstName, last_name: user.lastName };
  return success({
    ...Object.fromEntries(Object.entries(known).filter(([name]) => fields.includes(name))),
    id: psid,
  });
}

/** `GET /{app-scoped id}/ids_for_pages` (§6.1). */
export function readIdsForPages(state: FakeGraphState, pageId: string, appScopedId: string): FakeAnswer {
  const user = [...state.users.values()].find((each) => each.appScopedId === appScopedId);
  if (!user) return invalid('Unsupported get request', 33);
  return success({ data: [{ id: user.psid, page: { id: pageId, name: 'Trang thử' } }] });
}

/** `GET /{page}/conversations`: newest first, in pages; of one person with `user_id`. */
export function readConversations(state: FakeGraphState, query: URLSearchParams): FakeAnswer {
  const psid = query.get('user_id');
  const lastLines = new Map(state.lines.map((line) => [line.psid, line]));
  const found = [...lastLines.values()]
    .filter((line) => psid === null || line.psid === psid)
    .sort((a, b) => b.atMs - a.atMs);
  const start = Number(query.get('after') ?? 0);
  const end = start + Number(query.get('limit') ?? DEFAULT_PAGE);
  const data = found.slice(start, end).map(({ psid: id, atMs }) => {
    return { id: `${CONVERSATION_PREFIX}${id}`, updated_time: graphTime(atMs) };
  });
  const paging = {
    cursors: { after: String(end) },
    ...(end < found.length && { next: 'https://next.example/' }),
  };
  return success({ data, paging });
}

/** Whole seconds, as Graph writes them. */
function graphTime(atMs: number): string {
  return new Date(atMs).toISOString().replace(/\.\d+Z$/, '+0000');
}

export function isConversationId(id: string): boolean {
  return id.startsWith(CONVERSATION_PREFIX);
}

/** `GET /{conversation}?fields=messages{…}`: the last messages, newest first. */
export function readConversation(state: FakeGraphState, id: string): FakeAnswer {
  const psid = id.slice(CONVERSATION_PREFIX.length);
  const lines = state.lines.filter((line) => line.psid === psid);
  const data = lines
    .slice(-MAX_MESSAGES)
    .reverse()
    .map(({ messageId, fromPage, text, atMs, attachments = [] }) => ({
      id: messageId,
      created_time: graphTime(atMs),
      from: { id: fromPage ? state.pageId : psid },
      to: { data: [{ id: fromPage ? psid : state.pageId }] },
      message: text,
      ...(attachments.length > 0 && { attachments: { data: attachments.map(readAttachment) } }),
    }));
  return success({ id, messages: { data } });
}

/** Media stand in other fields here than in the webhook. */
function readAttachment({ type, url }: { type: string; url: string }, index: number) {
  const id = String(index + 1);
  if (type === 'image') return { id, mime_type: 'image/jpeg', image_data: { url } };
  if (type === 'video') return { id, mime_type: 'video/mp4', video_data: { url } };
  return { id, mime_type: type === 'audio' ? 'audio/mp4' : 'application/octet-stream', file_url: url };
}
