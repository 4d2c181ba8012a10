import type { ChannelId } from '../domain/ids.ts';

/** A simulated person: `zalo:<user id>` or `messenger:<psid>`. */
export type PersonKey = `${ChannelId}:${string}`;

export function personKey(channel: ChannelId, userId: string): PersonKey {
  return `${channel}:${userId}`;
}

/** Stands for all people of a platform, in lines about the platform itself. */
export function everyoneOn(channel: ChannelId): PersonKey {
  return personKey(channel, '*');
}

/** Who a line comes from; `platform` tells what the platform itself did, such as refusing a message. */
export type LineFrom = 'person' | 'bot' | 'officer' | 'platform';

export type LineKind =
  | 'text'
  | 'tap'
  | 'photos'
  | 'voice'
  | 'video'
  | 'file'
  | 'sticker'
  | 'location'
  | 'reaction'
  | 'note';

/** A button as the platform shows it. Quick replies vanish after the next message, buttons stay. */
export interface ChatButton {
  title: string;
  style: 'button' | 'quick-reply';
  does: { kind: 'tap'; payload: string } | { kind: 'link'; url: string } | { kind: 'phone'; phone: string };
}

/** One line of a chat as the page shows it. */
export interface ChatLine {
  id: string;
  person: PersonKey;
  from: LineFrom;
  kind: LineKind;
  text: string;
  /** Addresses on this server. */
  media: string[];
  buttons: ChatButton[];
  /** The platform's id; null for notes and taps. */
  messageId: string | null;
  /** Business time, Unix ms. */
  atMs: number;
  state: 'sent' | 'edited' | 'unsent';
}

/** What is said of a line when it is made. */
export type NewLine = Pick<ChatLine, 'from' | 'kind' | 'text'> &
  Partial<Pick<ChatLine, 'media' | 'buttons' | 'messageId'>>;
