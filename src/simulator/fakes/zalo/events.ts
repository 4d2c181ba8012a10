import type { Clock } from '../../../lib/clock.ts';
import type { FakeSentMessage, FakeZaloState } from './state.ts';

/** A webhook body as Zalo posts it. */
export type ZaloWebhookEvent = Record<string, unknown>;

/** Kinds of messages with one attachment, as the event names call them. */
export type FakeAttachmentKind =
  | 'image'
  | 'gif'
  | 'link'
  | 'audio'
  | 'video'
  | 'sticker'
  | 'location'
  | 'business_card'
  | 'file';

/** Builds the events of the dossier's catalogue (§1.5–1.8) and notes what they change on the platform. */
export interface ZaloEvents {
  text(userId: string, text: string, options?: { quoting?: string }): ZaloWebhookEvent;
  /** A tap on `oa.query.*`: the payload comes as a text. */
  tap(userId: string, payload: string): ZaloWebhookEvent;
  /** @param payload - Of the attachment; defaults with obviously invented values are filled in. */
  attachment(
    userId: string,
    kind: FakeAttachmentKind,
    payload?: Record<string, unknown>,
    caption?: string,
  ): ZaloWebhookEvent;
  follow(userId: string, source?: string): ZaloWebhookEvent;
  unfollow(userId: string): ZaloWebhookEvent;
  clickChatNow(userId: string): ZaloWebhookEvent;
  submitInfo(userId: string, info: Record<string, unknown>): ZaloWebhookEvent;
  withdraw(userId: string): ZaloWebhookEvent;
  react(userId: string, messageId: string, icon: string): ZaloWebhookEvent;
  received(userId: string, messageId: string): ZaloWebhookEvent;
  /** @param senderIs - The sources disagree on who is the sender of a receipt (§1.6). */
  seen(userId: string, messageIds: string[], senderIs?: 'oa' | 'user'): ZaloWebhookEvent;
  /** What Zalo tells about each message of the OA, also those of the API. */
  echo(sent: FakeSentMessage): ZaloWebhookEvent;
  /** An officer writes in the OA's inbox. */
  human(userId: string, text: string): ZaloWebhookEvent;
  groupText(userId: string, text: string): ZaloWebhookEvent;
  anonymousText(text: string): ZaloWebhookEvent;
  permissionRevoked(): ZaloWebhookEvent;
  /** The sample that is posted when the webhook address is saved (§1.2). */
  saveProbe(): ZaloWebhookEvent;
  /** Any other event of this account, with `app_id` and `timestamp` filled in. */
  other(name: string, fields: ZaloWebhookEvent): ZaloWebhookEvent;
}

const DEFAULT_PAYLOADS: Readonly<Record<FakeAttachmentKind, Record<string, unknown>>> = {
  image: { thumbnail: 'https://photo.example/t.jpg', url: 'https://photo.example/a.jpg' },
  gif: { thumbnail: 'https://photo.example/t.gif', url: 'https://photo.example/a.gif' },
  link: { thumbnail: 'https://link.example/t.jpg', description: 'Mô tả', url: 'https://link.example/' },
  audio: { url: 'https://voice.example/a.amr' },
  video: { thumbnail: 'https://video.example/t.jpg', description: '', url: 'https://video.example/a.mp4' },
  sticker: { id: '1001', url: 'https://sticker.example/1001.png' },
  location: { coordinates: { latitude: '0.000001', longitude: '0.000001' } },
  business_card: {
    thumbnail: 'https://card.example/t.jpg',
    description: '{"phone":"84000000000","qrCodeUrl":"https://card.example/qr.png"}',
    url: 'https://card.example/',
  },
  file: {
    url: 'https://file.example/a.pdf',
    size: '9999',
    name: 'a.pdf',
    checksum: '0'.repeat(32),
    type: 'pdf',
  },
};

const ECHO_NAMES = {
  image: 'image',
  gif: 'gif',
  file: 'file',
  sticker: 'sticker',
  'request-info': 'template',
} as const;

const GROUP_ID = '6000000000000000001';
const ANONYMOUS_ID = '5000000000000000001';

function urlOf(attachments: unknown): string | undefined {
  const [first] = Array.isArray(attachments) ? (attachments as { payload?: { url?: unknown } }[]) : [];
  return typeof first?.payload?.url === 'string' ? first.payload.url : undefined;
}

export function createEvents(appId: string, state: FakeZaloState, clock: Clock): ZaloEvents {
  const { oaId } = state;
  const ending = () => ({ app_id: appId, timestamp: String(clock.businessNow()) });
  const byApp = (userId: string) => `8${userId.slice(1)}`;

  function fromUser(userId: string, name: string, message: Record<string, unknown>): ZaloWebhookEvent {
    const messageId = state.newMessageId();
    state.interacted(userId);
    const text = typeof message.text === 'string' ? message.text : '';
    const type = name.replace('user_send_', '');
    const url = urlOf(message.attachments);
    state.lines.push({
      fromOa: false,
      userId,
      type,
      text,
      messageId,
      atMs: clock.businessNow(),
      ...(url !== undefined && { url }),
    });
    return {
      app_id: appId,
      sender: { id: userId },
      user_id_by_app: byApp(userId),
      recipient: { id: oaId },
      event_name: name,
      message: { ...message, msg_id: messageId },
      timestamp: String(clock.businessNow()),
    };
  }

  function aboutMessage(
    from: string,
    to: string,
    name: string,
    message: Record<string, unknown>,
  ): ZaloWebhookEvent {
    return { sender: { id: from }, recipient: { id: to }, event_name: name, message, ...ending() };
  }

  /** A text that is no talk of a person with the OA. */
  function chatted(userId: string, text: string, where: { groupId?: string; conversationId?: string }) {
    const messageId = state.newMessageId();
    const line = { fromOa: false, userId, type: 'text', text, messageId, atMs: clock.businessNow() };
    state.lines.push({ ...line, ...where });
    return { text, msg_id: messageId };
  }

  function setFollowing(userId: string, following: boolean): void {
    const user = state.users.get(userId);
    if (user) user.following = following;
  }

  return {
    text: (userId, text, options = {}) =>
      fromUser(userId, 'user_send_text', {
        text,
        ...(options.quoting !== undefined && { quote_msg_id: options.quoting }),
      }),
    tap: (userId, payload) => fromUser(userId, 'user_send_text', { text: payload }),
    attachment(userId, kind, payload, caption) {
      const type = kind === 'business_card' ? 'link' : kind;
      const attachments = [{ payload: payload ?? DEFAULT_PAYLOADS[kind], type }];
      return fromUser(userId, `user_send_${kind}`, {
        ...(caption !== undefined && { text: caption }),
        attachments,
      });
    },
    follow(userId, source = 'oa_profile') {
      setFollowing(userId, true);
      state.interacted(userId);
      return {
        oa_id: oaId,
        follower: { id: userId },
        user_id_by_app: byApp(userId),
        event_name: 'follow',
        source,
        ...ending(),
      };
    },
    unfollow(userId) {
      setFollowing(userId, false);
      return {
        oa_id: oaId,
        follower: { id: userId },
        user_id_by_app: byApp(userId),
        event_name: 'unfollow',
        source: 'oa_profile',
        ...ending(),
      };
    },
    clickChatNow(userId) {
      state.interacted(userId);
      return {
        oa_id: oaId,
        user_id: userId,
        user_id_by_app: byApp(userId),
        event_name: 'user_click_chatnow',
        ...ending(),
      };
    },
    submitInfo: (userId, info) => ({
      sender: { id: userId },
      recipient: { id: oaId },
      event_name: 'user_submit_info',
      info,
      ...ending(),
    }),
    withdraw: (userId) => ({ oa_id: oaId, user_id: userId, event_name: 'user_withdraw', ...ending() }),
    react: (userId, messageId, icon) =>
      aboutMessage(userId, oaId, 'user_reacted_message', { msg_id: messageId, react_icon: icon }),
    received: (userId, messageId) =>
      aboutMessage(oaId, userId, 'user_received_message', { msg_id: messageId }),
    seen(userId, messageIds, senderIs = 'oa') {
      const [from, to] = senderIs === 'oa' ? [oaId, userId] : [userId, oaId];
      return aboutMessage(from, to, 'user_seen_message', { msg_ids: messageIds });
    },
    echo(sent) {
      const name = `oa_send_${sent.attachment ? ECHO_NAMES[sent.attachment.kind] : 'text'}`;
      const attachments = sent.attachment && [
        {
          type: sent.attachment.kind,
          payload: { url: sent.attachment.url ?? 'https://photo.example/sent.jpg' },
        },
      ];
      return aboutMessage(oaId, sent.userId, name, {
        ...(sent.text !== null && { text: sent.text }),
        ...(attachments && { attachments }),
        msg_id: sent.messageId,
      });
    },
    human(userId, text) {
      const messageId = state.newMessageId();
      state.lines.push({ fromOa: true, userId, type: 'text', text, messageId, atMs: clock.businessNow() });
      return {
        ...aboutMessage(oaId, userId, 'oa_send_text', { text, msg_id: messageId }),
        sender: { id: oaId, admin_id: '7000000000000000001' },
      };
    },
    groupText(userId, text) {
      const message = chatted(userId, text, { groupId: GROUP_ID });
      return { oa_id: oaId, ...aboutMessage(userId, GROUP_ID, 'user_send_group_text', message) };
    },
    anonymousText(text) {
      const message = chatted(ANONYMOUS_ID, text, { conversationId: 'conversation-1' });
      return aboutMessage(ANONYMOUS_ID, oaId, 'anonymous_send_text', {
        conversation_id: 'conversation-1',
        ...message,
      });
    },
    permissionRevoked: () => ({ oa_id: oaId, event_name: 'permission_revoked', ...ending() }),
    saveProbe: () =>
      aboutMessage('246845883529197922', '388613280878808645', 'user_send_text', {
        text: 'This is testing message',
        msg_id: 'This is message id',
      }),
    other: (name, fields) => ({ ...fields, event_name: name, ...ending() }),
  };
}
