import type { Activity } from 'botbuilder-core';
import type { ChannelId, ConversationId } from './ids.ts';

/**
 * One inbound message in the neutral form: the part of Bot Framework's `Activity` that the system uses, as plain JSON.
 * This file is the only place outside `bot/` that knows Bot Framework, because its SDK is archived while the
 * activity schema lives on in its successor.
 */
export interface InboundActivity {
  type: 'message' | 'event' | 'messageReaction' | 'messageUpdate' | 'messageDelete';
  /** The platform's message id, or the event key where the platform gives none. */
  id: Activity['id'] & string;
  channelId: ChannelId;
  from: { id: string; name?: string };
  recipient: { id: string };
  conversation: { id: ConversationId };
  /** NFC text as typed, or a caption. For a tap: the title of the button where the platform sends it. */
  text?: Activity['text'];
  attachments?: InboundAttachment[];
  /** The message quoted or reacted to. */
  replyToId?: string;
  /** Particulars of the kind, see {@link InboundValue}. */
  value?: InboundValue;
}

export type InboundAttachmentKind =
  | 'image'
  | 'audio'
  | 'video'
  | 'file'
  | 'sticker'
  | 'location'
  | 'link'
  | 'contact'
  | 'other';

/** GPS of a location and phone numbers of a business card are never kept (DESIGN.md §8): only that there was one. */
export interface InboundAttachment {
  /** `loa/<kind>`; the real media type is recognised after download. */
  contentType: `loa/${InboundAttachmentKind}`;
  /** Where the platform serves it; signed and short-lived. Absent for location and contact. */
  contentUrl?: string;
  name?: string;
}

export interface InboundValue {
  /** Payload of a tapped button or of an opening link (`ref`). */
  payload?: string;
  /** Reference of an m.me / Zalo link or an advertisement. */
  ref?: string;
  /** Reaction name, `unreact` when taken back. */
  reaction?: string;
  /** Who wrote an echo: this system, a human in the inbox, or another app. */
  echoOf?: 'self' | 'human' | 'other-app';
  /** `metadata` of an echo: the outbox row that was sent. */
  metadata?: string;
  /** SHA-256 of an echo's NFC text: enough to recognise our own send, while the text itself is not kept. */
  textHash?: string;
  /** Edit number, hand-over action, policy action …: short platform words. */
  action?: string;
  /** Reason given by the platform; bounded to 200 characters. */
  reason?: string;
}

/** What happened, as one word; decides what the system does with the event. */
export type EventKind =
  | 'message'
  | 'tap'
  | 'start'
  | 'follow'
  | 'unfollow'
  | 'edit'
  | 'unsend'
  | 'reaction'
  | 'delivered'
  | 'seen'
  | 'echo'
  | 'submit-info'
  | 'withdraw'
  | 'opt-in'
  | 'handover'
  | 'comment'
  | 'policy'
  | 'permission-revoked';

/** One accepted event on its way from the webhook through journal and inbox to its turn. */
export interface InboundEvent {
  /**
   * `channel:account:kind:platformId[:action]`, else a SHA-256 of the canonical single event: the same event
   * delivered twice has the same key, whatever batch it came in.
   */
  key: string;
  conversationId: ConversationId;
  kind: EventKind;
  /** Platform time, Unix ms; null when missing or absurd (then the accept time orders it). */
  platformTimeMs: number | null;
  /** Position in the payload it came in, from 0. */
  position: number;
  activity: InboundActivity;
}

/** One thing found in a webhook payload: an event, or why there is none. */
export type ParsedEvent =
  | { outcome: 'event'; event: InboundEvent }
  | { outcome: 'ignored'; kind: string; reason: IgnoreReason };

/** Closed list, used as a metrics label. */
export type IgnoreReason =
  | 'unknown-event'
  | 'unknown-account'
  | 'malformed'
  | 'group-message'
  | 'anonymous'
  | 'receipt'
  | 'own-comment'
  | 'feed'
  | 'standby'
  | 'dashboard-test'
  | 'save-probe'
  | 'commerce'
  | 'template-status'
  | 'foreign-object'
  | 'no-effect';
