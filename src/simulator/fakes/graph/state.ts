import type { Clock } from '../../../lib/clock.ts';
import type { Ids } from '../../../lib/ids.ts';

/** A person on the fake Facebook. */
export interface FakeGraphUser {
  /** Page-scoped id: digits, longer than a JavaScript number can hold. */
  psid: string;
  /** What Meta's data-deletion callback calls them (§6.1); null for who never met the app. */
  appScopedId: string | null;
  firstName: string;
  lastName: string;
  /** Has blocked the Page or left: sends are refused with 551. */
  unavailable: boolean;
  /** Whether the profile may be read. */
  sharesProfile: boolean;
  /** Business time, Unix ms; null when they never interacted. */
  lastInteractionAtMs: number | null;
}

export interface FakeQuickReply {
  content_type: string;
  title: string;
  payload: string;
}

export interface FakeTemplateButton {
  type: string;
  title: string;
  url?: string;
  payload?: string;
}

/** A message that the Page sent and Graph took. */
export interface FakeSentMessage {
  messageId: string;
  psid: string;
  messagingType: string;
  text: string | null;
  quickReplies: FakeQuickReply[];
  /** Of a button template. */
  buttons: FakeTemplateButton[];
  attachment: { kind: 'image' | 'audio' | 'video' | 'file'; attachmentId: string | null } | null;
  metadata: string | null;
  sentAtMs: number;
}

/** One line of a chat as the Conversations API gives it. */
export interface FakeChatLine {
  psid: string;
  fromPage: boolean;
  messageId: string;
  text: string;
  atMs: number;
  /** Media with their addresses, as the events have them. */
  attachments?: { type: string; url: string }[];
}

/** What the fake platform remembers, apart from uploads and Page settings. */
export interface FakeGraphState {
  readonly pageId: string;
  readonly users: Map<string, FakeGraphUser>;
  readonly sent: FakeSentMessage[];
  readonly lines: FakeChatLine[];
  addUser(user?: Partial<FakeGraphUser>): FakeGraphUser;
  /** Notes an act that opens the messaging window. */
  interacted(psid: string): void;
  newMessageId(): string;
}

const PSID_DIGITS = 17;
const MESSAGE_ID_CHARS = 40;
const MESSAGE_ID_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

export function createState(pageId: string, clock: Clock, ids: Ids): FakeGraphState {
  const users = new Map<string, FakeGraphUser>();
  return {
    pageId,
    users,
    sent: [],
    lines: [],
    addUser(user = {}) {
      const psid = user.psid ?? `9${ids.code(PSID_DIGITS - 1, '0123456789')}`;
      const added: FakeGraphUser = {
        psid,
        firstName: `Thử ${users.size + 1}`,
        lastName: 'Người dùng',
        appScopedId: null,
        unavailable: false,
        sharesProfile: true,
        lastInteractionAtMs: null,
        ...user,
      };
      users.set(psid, added);
      return added;
    },
    interacted(psid) {
      const user = users.get(psid);
      if (user) user.lastInteractionAtMs = clock.businessNow();
    },
    newMessageId: () => `m_${ids.code(MESSAGE_ID_CHARS, MESSAGE_ID_ALPHABET)}`,
  };
}
