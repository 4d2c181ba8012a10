import type { Clock } from '../../../lib/clock.ts';
import type { Ids } from '../../../lib/ids.ts';

/** A person on the fake Zalo. */
export interface FakeZaloUser {
  /** Digits, longer than a JavaScript number can hold. */
  id: string;
  displayName: string;
  following: boolean;
  /** Has blocked the OA: sends are refused with -213. */
  blocked: boolean;
  /** Business time, Unix ms; null when they never interacted. */
  lastInteractionAtMs: number | null;
}

export interface FakeZaloButton {
  title: string;
  type: string;
  payload?: unknown;
}

/** A message that the OA sent and Zalo took. */
export interface FakeSentMessage {
  messageId: string;
  userId: string;
  text: string | null;
  buttons: FakeZaloButton[];
  /** Upload behind a picture or file. */
  attachment: {
    kind: 'image' | 'gif' | 'file' | 'sticker' | 'request-info';
    uploadId: string | null;
    url: string | null;
  } | null;
  sentAtMs: number;
}

/** One line of a chat as `listrecentchat` and `conversation` give it. */
export interface FakeChatLine {
  fromOa: boolean;
  userId: string;
  type: string;
  text: string;
  messageId: string;
  atMs: number;
  /** Of a picture, a voice note … */
  url?: string;
  /** Of a group: then the line goes there and not to the OA. */
  groupId?: string;
  /** Of a chat with somebody who has no account. */
  conversationId?: string;
}

/** Everything the fake platform remembers, apart from tokens and uploads. */
export interface FakeZaloState {
  readonly oaId: string;
  readonly users: Map<string, FakeZaloUser>;
  readonly sent: FakeSentMessage[];
  readonly lines: FakeChatLine[];
  addUser(user?: Partial<FakeZaloUser>): FakeZaloUser;
  /** Notes an act that opens the reply window. */
  interacted(userId: string): void;
  newMessageId(): string;
}

const USER_ID_DIGITS = 19;
const MESSAGE_ID_CHARS = 20;

export function createState(oaId: string, clock: Clock, ids: Ids): FakeZaloState {
  const users = new Map<string, FakeZaloUser>();
  return {
    oaId,
    users,
    sent: [],
    lines: [],
    addUser(user = {}) {
      const id = user.id ?? `9${ids.code(USER_ID_DIGITS - 1, '0123456789')}`;
      const added: FakeZaloUser = {
        id,
        displayName: `Người dùng thử ${users.size + 1}`,
        following: false,
        blocked: false,
        lastInteractionAtMs: null,
        ...user,
      };
      users.set(id, added);
      return added;
    },
    interacted(userId) {
      const user = users.get(userId);
      if (user) user.lastInteractionAtMs = clock.businessNow();
    },
    newMessageId: () => ids.code(MESSAGE_ID_CHARS, '0123456789abcdef'),
  };
}
