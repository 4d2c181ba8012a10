import type { ConversationId } from './ids.ts';

/** A neutral message to one person, before a channel cuts it to its limits. */
export interface Message {
  /** NFC plain text, any length; may be empty when there is media. */
  text: string;
  /** Choices; each is also answerable by its number or title. */
  buttons?: Button[];
  media?: Media[];
}

/** A tap comes back with `payload`; `url` opens a page, `phone` dials. */
export type Button =
  | { kind: 'reply'; title: string; payload: string }
  | { kind: 'url'; title: string; url: string }
  | { kind: 'phone'; title: string; phone: string };

export interface Media {
  kind: 'image' | 'audio' | 'video' | 'file';
  /** SHA-256 (hex) of the content in `Blobs`. */
  sha256: string;
  contentType: string;
  /** File name with the right extension: Zalo judges by it. */
  name: string;
  sizeBytes: number;
  /** What it shows, for people who cannot load it. */
  alt: string;
  /** Public page of it under `PUBLIC_URL`, for channels that cannot carry it. */
  publicPath?: string;
}

/**
 * Lanes of one recipient, most urgent first. Rows of one recipient and lane go out one after the other;
 * the safety lane overtakes everything; a waiting broadcast never holds a reply.
 */
export const LANES = ['safety', 'reply', 'broadcast'] as const;

export type Lane = (typeof LANES)[number];

/** One platform call: a piece of a message that fits the channel's limits. */
export type OutboundPart =
  | { kind: 'text'; text: string; buttons?: Button[] }
  | { kind: 'media'; media: Media; caption?: string };

/** One part on its way to one person. */
export interface Outbound {
  /** The outbox row's id; goes along as `metadata` where the platform returns it in an echo. */
  id: string;
  conversationId: ConversationId;
  lane: Lane;
  part: OutboundPart;
}

/** The platform took the message. */
export interface Receipt {
  platformMessageId: string;
  sentAtMs: number;
}
