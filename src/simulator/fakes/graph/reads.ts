import { type FakeAnswer, invalid, refusal, success } from './answers.ts';
import type { FakeGraphState } from './state.ts';

/** Details are given for so many messages only (platform dossier "Messenger" §2.9). */
const MAX_MESSAGES = 20;

const CONVERSATION_PREFIX = 't_';

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

/** `GET /{page}/conversations?user_id=…`. */
export function readConversations(state: FakeGraphState, psid: string | null): FakeAnswer {
  const psids = [...new Set(state.lines.map((line) => line.psid))].filter(
    (id) => psid === null || id === psid,
  );
  const data = psids.map((id) => {
    const lastMs = Math.max(...state.lines.filter((line) => line.psid === id).map(({ atMs }) => atMs));
    return { id: `${CONVERSATION_PREFIX}${id}`, updated_time: new Date(lastMs).toISOString() };
  });
  return success({ data });
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
    .map(({ messageId, fromPage, text, atMs }) => ({
      id: messageId,
      created_time: new Date(atMs).toISOString(),
      from: { id: fromPage ? state.pageId : psid },
      to: { data: [{ id: fromPage ? psid : state.pageId }] },
      message: text,
    }));
  return success({ id, messages: { data } });
}
