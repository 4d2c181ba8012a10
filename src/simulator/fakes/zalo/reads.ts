import { parseJson } from '../../../lib/json.ts';
import type { FakeAnswer } from '../fake-answer.ts';
import { refusal, success } from './answers.ts';
import type { FakeChatLine, FakeZaloState } from './state.ts';

const INVALID = -201;
const MAX_LINES = 10;

/** `GET /v3.0/oa/user/detail` (dossier §7). */
export function userDetail(state: FakeZaloState, query: URLSearchParams): FakeAnswer {
  const user = state.users.get(String(dataOf(query).user_id));
  if (!user) return refusal(INVALID);
  return success({
    user_id: user.id,
    user_id_by_app: `8${user.id.slice(1)}`,
    display_name: user.displayName,
    user_alias: user.displayName,
    is_sensitive: false,
    user_is_follower: user.following,
    avatar: 'https://avatar.example/a.jpg',
    tags_and_notes_info: { notes: [], tag_names: [] },
  });
}

/** `GET /v2.0/oa/getoa`. */
export function ownAccount(state: FakeZaloState): FakeAnswer {
  return success({
    oa_id: state.oaId,
    name: 'OA mẫu',
    description: 'Tài khoản giả để thử',
    is_verified: true,
    num_follower: [...state.users.values()].filter(({ following }) => following).length,
    package_name: 'Advanced',
  });
}

/** `GET /v2.0/oa/listrecentchat`: the last line of each chat, newest first. */
export function recentChats(state: FakeZaloState, query: URLSearchParams): FakeAnswer {
  const lastLines = new Map(state.lines.map((line) => [line.groupId ?? line.userId, line]));
  const lines = [...lastLines.values()].sort((a, b) => a.atMs - b.atMs);
  return page(state, lines, query);
}

/** `GET /v2.0/oa/conversation`: one person's lines, newest first. */
export function conversation(state: FakeZaloState, query: URLSearchParams): FakeAnswer {
  const userId = String(dataOf(query).user_id);
  return page(
    state,
    state.lines.filter((line) => line.userId === userId && line.groupId === undefined),
    query,
  );
}

/** `POST /v3.0/oa/quota/message` for one person (§6.2). */
export function userQuota(state: FakeZaloState, body: unknown): FakeAnswer {
  const userId = typeof body === 'object' && body !== null && 'user_id' in body ? String(body.user_id) : '';
  const user = state.users.get(userId);
  if (!user) return refusal(INVALID);
  return success({ last_interaction: String(user.lastInteractionAtMs ?? 0) });
}

function page(state: FakeZaloState, lines: FakeChatLine[], query: URLSearchParams): FakeAnswer {
  const { offset = 0, count = MAX_LINES } = dataOf(query);
  const start = Number(offset);
  const size = Math.min(Number(count), MAX_LINES);
  return success(
    lines
      .toReversed()
      .slice(start, start + size)
      .map((line) => chatLine(state, line)),
  );
}

function chatLine({ oaId, users }: FakeZaloState, line: FakeChatLine) {
  const name = users.get(line.userId)?.displayName ?? '';
  return {
    src: line.fromOa ? 0 : 1,
    time: line.atMs,
    type: line.type,
    message: line.text,
    message_id: line.messageId,
    from_id: line.fromOa ? oaId : line.userId,
    to_id: line.fromOa ? line.userId : (line.groupId ?? oaId),
    from_display_name: line.fromOa ? 'OA mẫu' : name,
    to_display_name: line.fromOa ? name : 'OA mẫu',
    ...(line.url !== undefined && { url: line.url, thumb: line.url }),
    ...(line.conversationId !== undefined && { conversation_id: line.conversationId }),
  };
}

/** GET parameters come as JSON in the one parameter `data` (§4.1). */
function dataOf(query: URLSearchParams): Record<string, unknown> {
  const parsed = parseJson(query.get('data') ?? '');
  return parsed.ok && typeof parsed.value === 'object' && parsed.value !== null ? { ...parsed.value } : {};
}
