import type { GraphWebhookEvent } from './deliver.ts';
import type { EventMaker } from './event-maker.ts';

/** Kinds of attachments, as the events call them. */
export type FakeAttachmentType =
  | 'image'
  | 'audio'
  | 'video'
  | 'file'
  | 'sticker'
  | 'reel'
  | 'ig_reel'
  | 'post'
  | 'ig_post'
  | 'fallback'
  | 'template'
  | 'location'
  | 'appointment_booking';

/** Id of the small thumb. */
const LIKE_STICKER_ID = '369239263222822';
const STICKER_URL = 'https://scontent.example/like.png?oe=6A8E299E';

const DEFAULT_PAYLOADS: Readonly<Record<FakeAttachmentType, Record<string, unknown>>> = {
  image: { url: 'https://scontent.example/a.jpg?oe=6A8E299E' },
  audio: { url: 'https://cdn.example/a.mp4?oe=6A8E299E' },
  video: { url: 'https://video.example/a.mp4?oe=6A8E299E' },
  file: { url: 'https://cdn.example/a.pdf?oe=6A8E299E' },
  sticker: { url: STICKER_URL, sticker_id: LIKE_STICKER_ID },
  reel: { url: '/reel/123456789/', title: 'Thước phim thử', reel_video_id: 123 },
  ig_reel: { url: 'https://reel.example/1', title: 'Thước phim thử', reel_video_id: 124 },
  post: { url: 'https://post.example/1', title: 'Bài viết thử' },
  ig_post: { url: 'https://post.example/2', title: 'Bài viết thử' },
  fallback: { url: 'https://link.example/', title: 'Liên kết thử' },
  template: { product: { elements: [{ id: '1', retailer_id: 'r1', title: 'Hàng thử' }] } },
  location: { coordinates: { lat: 0.000001, long: 0.000001 } },
  appointment_booking: { booking_id: '1', status: 'confirmed', start_time: 1, end_time: 2, timezone: 'UTC' },
};

/** What a person writes, sends, taps and takes back. */
export function createMessageEvents(make: EventMaker) {
  return {
    text: (psid: string, text: string, more: { replyTo?: string; ref?: string } = {}): GraphWebhookEvent =>
      make.message(psid, {
        text,
        ...(more.replyTo !== undefined && { reply_to: { mid: more.replyTo, is_self_reply: false } }),
        ...(more.ref !== undefined && { referral: { ref: more.ref, source: 'ADS', type: 'OPEN_THREAD' } }),
      }),

    /** A message with an id of the caller's that the chat's history does not show: only its webhook tells of it. */
    passing: (psid: string, mid: string, text: string): GraphWebhookEvent =>
      make.byUser(psid, { message: { mid, text } }, true),

    /** @param payload - Defaults with obviously invented values are filled in. */
    attachment: (
      psid: string,
      type: FakeAttachmentType,
      payload: Record<string, unknown> = DEFAULT_PAYLOADS[type],
      text?: string,
    ): GraphWebhookEvent =>
      make.message(psid, { ...(text !== undefined && { text }), attachments: [{ type, payload }] }),

    images: (psid: string, urls: readonly string[]): GraphWebhookEvent =>
      make.message(psid, { attachments: urls.map((url) => ({ type: 'image', payload: { url } })) }),

    /** @param form - `old`: as a picture; `both`: the summer of 2026; `new`: since 30 August 2026. */
    sticker: (psid: string, form: 'old' | 'both' | 'new' = 'new'): GraphWebhookEvent => {
      const payload = { url: STICKER_URL, sticker_id: LIKE_STICKER_ID };
      const types = { old: ['image'], both: ['sticker', 'image'], new: ['sticker'] }[form];
      return make.message(psid, { attachments: types.map((type) => ({ type, payload })) });
    },

    quickReply: (psid: string, title: string, payload: string): GraphWebhookEvent =>
      make.message(psid, { text: title, quick_reply: { payload } }),

    unsupported: (psid: string): GraphWebhookEvent => make.message(psid, { is_unsupported: true }),

    postback: (psid: string, title: string, payload: string, ref?: string): GraphWebhookEvent =>
      make.byUser(
        psid,
        {
          postback: {
            mid: make.newMessageId(),
            title,
            payload,
            ...(ref !== undefined && { referral: { ref, source: 'SHORTLINK', type: 'OPEN_THREAD' } }),
          },
        },
        true,
      ),

    getStarted(psid: string, ref?: string): GraphWebhookEvent {
      return this.postback(psid, 'Bắt đầu', 'GET_STARTED', ref);
    },

    /** A welcome button of an advertisement: its payload is JSON with the referral. */
    adWelcome(psid: string, title: string, ref: string): GraphWebhookEvent {
      return this.postback(psid, title, JSON.stringify({ referral: { ref } }));
    },

    referral: (psid: string, ref: string, source = 'SHORTLINK'): GraphWebhookEvent =>
      make.byUser(psid, { referral: { ref, source, type: 'OPEN_THREAD' } }, true),

    edit: (psid: string, mid: string, text: string, editNumber: number | string = 1): GraphWebhookEvent =>
      make.byUser(psid, { message_edit: { mid, text, num_edit: editNumber } }),

    unsend: (psid: string, mid: string): GraphWebhookEvent =>
      make.byUser(psid, { message: { mid, is_deleted: true } }),

    react: (psid: string, mid: string, reaction = 'love', emoji = '\u2764'): GraphWebhookEvent =>
      make.byUser(psid, { reaction: { reaction, emoji, action: 'react', mid } }, true),

    unreact: (psid: string, mid: string): GraphWebhookEvent =>
      make.byUser(psid, { reaction: { action: 'unreact', mid } }),
  };
}
